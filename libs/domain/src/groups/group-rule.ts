import { ROLES, type Role } from '../access/index.js';
import { accept, refuse, type Result } from '../result/index.js';

/** Who a group holds by itself: whoever meets every condition that is set. What is not set is null. */
export interface GroupRule {
  /** Member for at least so many days. */
  readonly memberForDays: number | null;
  /** Joined in the last so many days. */
  readonly joinedWithinDays: number | null;
  readonly leastPosts: number | null;
  readonly leastAcceptedAnswers: number | null;
  readonly roles: readonly Role[] | null;
  readonly interests: readonly string[] | null;
  /** Domains of a confirmed address, without the at sign. */
  readonly mailDomains: readonly string[] | null;
}

/** A rule as it is typed: nothing set, and a list may be empty. */
export type GroupRuleDraft = { readonly [K in keyof GroupRule]?: GroupRule[K] | undefined };

export const GROUP_RULE_LIMITS = { most: 100_000, list: 20, word: 40, domain: 253 } as const;

const DOMAIN = /^(?=.{3,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** Checks a rule. At least one condition: a rule without any would hold everybody, which needs no group. */
export function parseGroupRule(draft: GroupRuleDraft): Result<GroupRule> {
  const figures = ['memberForDays', 'joinedWithinDays', 'leastPosts', 'leastAcceptedAnswers'] as const;
  for (const field of figures) {
    const value = draft[field] ?? null;
    if (value !== null && (!Number.isSafeInteger(value) || value < 1 || value > GROUP_RULE_LIMITS.most)) return refuse('group.ruleFigure', field, { max: GROUP_RULE_LIMITS.most });
  }
  for (const field of ['interests', 'mailDomains'] as const) if ((draft[field]?.length ?? 0) > GROUP_RULE_LIMITS.list) return refuse('group.ruleMany', field, { max: GROUP_RULE_LIMITS.list });
  const mailDomains = words(draft.mailDomains?.map((domain) => domain.trim().replace(/^@/, '')) ?? null, GROUP_RULE_LIMITS.domain + 1);
  if (mailDomains?.some((domain) => !DOMAIN.test(domain))) return refuse('group.ruleDomain', 'mailDomains');
  const interests = words(draft.interests, GROUP_RULE_LIMITS.word);
  if (interests?.some((interest) => interest.length > GROUP_RULE_LIMITS.word)) return refuse('group.ruleWord', 'interests', { max: GROUP_RULE_LIMITS.word });
  const roles = ROLES.filter((role) => draft.roles?.includes(role));
  const rule: GroupRule = {
    memberForDays: draft.memberForDays ?? null,
    joinedWithinDays: draft.joinedWithinDays ?? null,
    leastPosts: draft.leastPosts ?? null,
    leastAcceptedAnswers: draft.leastAcceptedAnswers ?? null,
    roles: roles.length > 0 ? roles : null,
    interests,
    mailDomains,
  };
  if (Object.values(rule).every((condition) => condition === null)) return refuse('group.ruleEmpty', 'rule');
  if (rule.memberForDays !== null && rule.joinedWithinDays !== null && rule.memberForDays >= rule.joinedWithinDays) return refuse('group.ruleNobody', 'joinedWithinDays');
  return accept(rule);
}

/** Words in small letters, each once; null when there are none. What is too long is left as it is, to be refused. */
function words(given: readonly string[] | null | undefined, longest: number): readonly string[] | null {
  const tidy = (given ?? []).map((word) => (word.length > longest * 4 ? word : word.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').trim().toLowerCase())).filter((word) => word !== '');
  return tidy.length > 0 ? [...new Set(tidy)] : null;
}
