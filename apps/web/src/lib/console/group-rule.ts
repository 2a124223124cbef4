import { ROLES } from '@foyer/domain/access';
import { text } from '#lib/api/forms.ts';
import type { VariablesOf } from '#lib/api/graphql.ts';
import type { PreviewGroupRuleQuery } from './groups.operations.ts';

type RuleInput = VariablesOf<typeof PreviewGroupRuleQuery>['rule'];

/** What the form of a rule shows. */
export interface RuleValues {
  readonly memberForDays: string;
  readonly joinedWithinDays: string;
  readonly leastPosts: string;
  readonly leastAcceptedAnswers: string;
  readonly roles: readonly string[];
  readonly interests: string;
  readonly mailDomains: string;
}

const FIGURES = ['memberForDays', 'joinedWithinDays', 'leastPosts', 'leastAcceptedAnswers'] as const;
const FAMILY = 'role:';
const MOST = 2_147_483_647;

/** Reads the form of a rule: an empty field sets no condition, and what is no number is refused as 0 would be. */
export function ruleInput(form: FormData): RuleInput {
  const figure = (name: string): number | null => {
    const typed = text(form, name).trim();
    return typed === '' ? null : /^\d{1,9}$/.test(typed) ? Math.min(Number(typed), MOST) : 0;
  };
  const list = (name: string): string[] => text(form, name).split(/[,;\n]/).map((word) => word.trim()).filter((word) => word !== '');
  return {
    memberForDays: figure('memberForDays'), joinedWithinDays: figure('joinedWithinDays'), leastPosts: figure('leastPosts'), leastAcceptedAnswers: figure('leastAcceptedAnswers'),
    roles: ROLES.filter((role) => form.has(`${FAMILY}${role}`)), interests: list('interests'), mailDomains: list('mailDomains'),
  };
}

/** The rule that a group has, as its form shows it. */
export function ruleValues(rule: { readonly [K in keyof RuleInput]?: RuleInput[K] } | null | undefined): RuleValues {
  const figure = (name: (typeof FIGURES)[number]): string => String(rule?.[name] ?? '');
  return {
    memberForDays: figure('memberForDays'), joinedWithinDays: figure('joinedWithinDays'), leastPosts: figure('leastPosts'), leastAcceptedAnswers: figure('leastAcceptedAnswers'),
    roles: rule?.roles ?? [], interests: (rule?.interests ?? []).join(', '), mailDomains: (rule?.mailDomains ?? []).join(', '),
  };
}

/** What was typed before a preview or a refusal. */
export function ruleTyped(typed: Readonly<Record<string, string>>): RuleValues {
  const one = (name: string): string => typed[name] ?? '';
  return {
    memberForDays: one('memberForDays'), joinedWithinDays: one('joinedWithinDays'), leastPosts: one('leastPosts'), leastAcceptedAnswers: one('leastAcceptedAnswers'),
    roles: Object.keys(typed).flatMap((key) => (key.startsWith(FAMILY) ? [key.slice(FAMILY.length)] : [])), interests: one('interests'), mailDomains: one('mailDomains'),
  };
}
