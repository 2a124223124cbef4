import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';

/** How something that waits is told, and where one treats it. */
export interface WaitingKind {
  readonly icon: IconName;
  readonly href: string;
  readonly words: (count: number) => string;
  readonly act: () => string;
}

const KINDS: Readonly<Record<string, WaitingKind>> = {
  'threads.unanswered': { icon: 'message-circle-question-mark', href: '#questions', words: (count) => (count === 1 ? m.console_waiting_question() : m.console_waiting_questions({ count })), act: m.console_waiting_see },
  'members.unclaimed': { icon: 'key-round', href: '/console/members?unclaimed=1', words: (count) => (count === 1 ? m.console_waiting_unclaimed_one() : m.console_waiting_unclaimed({ count })), act: m.console_waiting_see },
  'applications.waiting': { icon: 'inbox', href: '/console/applications', words: (count) => (count === 1 ? m.console_waiting_application() : m.console_waiting_applications({ count })), act: m.console_waiting_decide },
  'mails.failed': { icon: 'mail', href: '/console/mail?state=failed', words: (count) => (count === 1 ? m.console_waiting_mail_failed() : m.console_waiting_mails_failed({ count })), act: m.console_waiting_see },
  'mails.bounced': { icon: 'corner-up-left', href: '/console/mail?state=bounced', words: (count) => (count === 1 ? m.console_waiting_mail_bounced() : m.console_waiting_mails_bounced({ count })), act: m.console_waiting_see },
};

/** What is known of a kind; a newer server may name others. */
export const waitingKind = (kind: string): WaitingKind | undefined => (Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined);
