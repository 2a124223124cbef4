import type { ResultOf } from '#lib/api/graphql.ts';
import { m } from '#lib/i18n/index.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import type { MailCheckQuery } from './mail.operations.ts';

export type Finding = ResultOf<typeof MailCheckQuery>['mailCheck'][number];

export const CHECKED: Readonly<Record<Finding['about'], { readonly name: string; readonly purpose: () => string }>> = {
  spf: { name: 'SPF', purpose: m.mail_check_spf },
  dkim: { name: 'DKIM', purpose: m.mail_check_dkim },
  dmarc: { name: 'DMARC', purpose: m.mail_check_dmarc },
  mx: { name: 'MX', purpose: m.mail_check_mx },
};

export const VERDICTS: Readonly<Record<Finding['verdict'], { readonly tone: 'ok' | 'warn' | 'bad' | 'plain'; readonly icon: IconName; readonly label: () => string }>> = {
  good: { tone: 'ok', icon: 'check', label: m.mail_verdict_good },
  advice: { tone: 'warn', icon: 'info', label: m.mail_verdict_advice },
  wrong: { tone: 'bad', icon: 'circle-alert', label: m.mail_verdict_wrong },
  unknown: { tone: 'plain', icon: 'circle-help', label: m.mail_verdict_unknown },
};

const SENTENCES: Readonly<Record<string, () => string>> = {
  'spf.good': m.mail_check_spf_good,
  'spf.missing': m.mail_check_spf_missing,
  'spf.several': m.mail_check_spf_several,
  'spf.permissive': m.mail_check_spf_permissive,
  'spf.lookups': m.mail_check_spf_lookups,
  'spf.sender': m.mail_check_spf_sender,
  'spf.open': m.mail_check_spf_open,
  'dkim.good': m.mail_check_dkim_good,
  'dkim.unsigned': m.mail_check_dkim_unsigned,
  'dkim.missing': m.mail_check_dkim_missing,
  'dkim.several': m.mail_check_dkim_several,
  'dkim.revoked': m.mail_check_dkim_revoked,
  'dkim.mismatch': m.mail_check_dkim_mismatch,
  'dkim.aligned': m.mail_check_dkim_aligned,
  'dmarc.good': m.mail_check_dmarc_good,
  'dmarc.missing': m.mail_check_dmarc_missing,
  'dmarc.several': m.mail_check_dmarc_several,
  'dmarc.watching': m.mail_check_dmarc_watching,
  'dmarc.malformed': m.mail_check_dmarc_malformed,
  'mx.good': m.mail_check_mx_good,
  'mx.missing': m.mail_check_mx_missing,
};

/** What was found, in a sentence; a newer server may find what these pages do not know. */
export const sentenceOf = ({ about, code, verdict }: Finding): string => SENTENCES[`${about}.${code}`]?.() ?? (verdict === 'unknown' ? m.mail_check_silent() : VERDICTS[verdict].label());
