import { send } from '#lib/api/browser.ts';
import { tooMany } from '#lib/api/too-many.ts';
import { ApiFailure } from '#lib/api/transport.ts';
import { m } from '#lib/i18n/index.ts';
import { CompleteSignInWithPasskeyMutation, SecondFactorQuestionMutation, SignInQuestionMutation, SignInWithPasskeyMutation, StepUpQuestionMutation, StepUpWithPasskeyMutation } from './accounts.operations.ts';
import { answerWithPasskey, passkeysKnown } from './passkeys.ts';

/** What an act said: nothing when it succeeded, otherwise a sentence. */
export type Outcome = string | null;

/** Runs an act; what failed is said in a sentence. */
export async function saying(act: () => Promise<Outcome>): Promise<Outcome> {
  if (!passkeysKnown()) return m.accounts_passkey_unsupported();
  try {
    return await act();
  } catch (cause) {
    if (!(cause instanceof ApiFailure)) throw cause;
    if (cause.code === 'RATE_LIMITED') return tooMany(cause);
    return cause.code === 'UNAVAILABLE' ? m.form_away() : m.form_malformed();
  }
}

const told = (answer: { readonly __typename: string; readonly message?: string }): Outcome => (answer.__typename === 'Refused' ? (answer.message ?? '') : null);

/** Signs in with a passkey alone. With `quietly`, nothing is said when nobody chose one. */
export const enterWithPasskey = (quietly = false): Promise<Outcome | 'nobody'> =>
  saying(async () => {
    const { signInQuestion } = await send(SignInQuestionMutation);
    const answer = await answerWithPasskey(signInQuestion, quietly);
    if (answer === null) return quietly ? 'nobody' : m.accounts_passkey_none();
    return told((await send(SignInWithPasskeyMutation, { question: signInQuestion.challenge, answer })).signInWithPasskey);
  });

/** Ends a sign-in with a passkey as the second factor. */
export const completeWithPasskey = (challenge: string): Promise<Outcome> =>
  saying(async () => {
    const { secondFactorQuestion: asked } = await send(SecondFactorQuestionMutation, { challenge });
    if (asked.__typename === 'Refused') return asked.message;
    const answer = await answerWithPasskey(asked);
    if (answer === null) return m.accounts_passkey_none();
    return told((await send(CompleteSignInWithPasskeyMutation, { challenge, question: asked.challenge, answer })).completeSignInWithPasskey);
  });

/** Proves again who one is, with a passkey. */
export const proveWithPasskey = (): Promise<Outcome> =>
  saying(async () => {
    const { stepUpQuestion } = await send(StepUpQuestionMutation);
    const answer = await answerWithPasskey(stepUpQuestion);
    if (answer === null) return m.accounts_passkey_none();
    return told((await send(StepUpWithPasskeyMutation, { question: stepUpQuestion.challenge, answer })).stepUpWithPasskey);
  });
