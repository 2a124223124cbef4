import type { ResultOf } from '#lib/api/graphql.ts';
import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { MailFields, SendingGateFields } from './mail.operations.ts';

export type Mail = ResultOf<typeof MailFields>;
export type MailState = Mail['state'];
export type SendingGate = ResultOf<typeof SendingGateFields>;
export type GateState = SendingGate['state'];

type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'plain';

/** How a state is shown: colour, icon and word. */
export const MAIL_STATES: Readonly<Record<MailState, { readonly tone: Tone; readonly icon: IconName; readonly label: () => string }>> = {
  queued: { tone: 'info', icon: 'clock', label: m.mail_state_queued },
  held: { tone: 'warn', icon: 'hand', label: m.mail_state_held },
  sent: { tone: 'ok', icon: 'check', label: m.mail_state_sent },
  kept: { tone: 'plain', icon: 'inbox', label: m.mail_state_kept },
  failed: { tone: 'bad', icon: 'circle-alert', label: m.mail_state_failed },
  bounced: { tone: 'bad', icon: 'corner-up-left', label: m.mail_state_bounced },
  unwanted: { tone: 'plain', icon: 'x', label: m.mail_state_unwanted },
};

export const isMailState = (text: string | null): text is MailState => text !== null && Object.hasOwn(MAIL_STATES, text);

export const GATE_STATES: Readonly<Record<GateState, { readonly label: () => string; readonly hint: () => string }>> = {
  open: { label: m.mail_gate_open, hint: m.mail_gate_open_hint },
  essential_only: { label: m.mail_gate_essential, hint: m.mail_gate_essential_hint },
  closed: { label: m.mail_gate_closed, hint: m.mail_gate_closed_hint },
};

export const isGateState = (text: string): text is GateState => Object.hasOwn(GATE_STATES, text);

/** “6 mails wait” in words. */
export const heldWords = (count: number): string => (count === 0 ? m.mail_held_none() : count === 1 ? m.mail_held_one() : m.mail_held_many({ count }));
