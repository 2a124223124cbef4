import { text } from '#lib/api/forms.ts';
import type { VariablesOf } from '#lib/api/graphql.ts';
import type { EditWelcomeMutation } from './welcome.operations.ts';

/** Reads the form of the welcome. */
export function welcomeInput(form: FormData): VariablesOf<typeof EditWelcomeMutation>['input'] {
  const spaces = [...form.keys()].filter((name) => name.startsWith('space.')).map((name) => ({ space: text(form, name), interests: text(form, `interests.${name.slice('space.'.length)}`) }));
  return {
    letter: form.has('letter'), signedBy: text(form, 'signedBy') || null, introduceSpace: text(form, 'introduceSpace') || null,
    subjectFr: text(form, 'subjectFr'), subjectEn: text(form, 'subjectEn'), bodyFr: text(form, 'bodyFr'), bodyEn: text(form, 'bodyEn'), spaces,
  };
}
