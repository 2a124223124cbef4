import { redirect } from '@sveltejs/kit';
import { formOf, refuse, text, typedValues } from '#lib/api/forms.ts';
import { found, pageFailure } from '#lib/api/load.ts';
import { AdminMembersQuery } from '#lib/console/console.operations.ts';
import { DeleteGroupMutation, EditGroupMutation, GroupQuery, PreviewGroupRuleQuery, SetGroupMemberMutation, SetGroupRuleMutation } from '#lib/console/groups.operations.ts';
import { ruleInput, ruleTyped, ruleValues } from '#lib/console/group-rule.ts';
import type { Actions, PageServerLoad } from './$types';

const FOUND = 8;
const LONGEST_SEARCH = 80;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const after = url.searchParams.get('after');
  const search = (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST_SEARCH);
  const failed = (cause: unknown): never => pageFailure(cause, url);
  const { groupMembers } = await locals.api(GroupQuery, { code: params.code, after }).catch(failed);
  const members = found(groupMembers);
  const candidates = search === '' ? [] : (await locals.api(AdminMembersQuery, { search, first: FOUND }).catch(failed)).adminMembers.items;
  const inside = new Set(members.members.map((one) => one.card.handle));
  return {
    title: members.group.name,
    group: members.group,
    members: members.members.map((one) => ({ ...one.card, source: one.source })),
    rule: ruleValues(members.group.rule),
    applied: members.group.rule ? { at: members.group.ruleAppliedAt ?? null } : null,
    next: members.next,
    search,
    candidates: candidates.map((one) => ({ ...one, inside: inside.has(one.handle) })),
  };
};

export const actions: Actions = {
  save: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const variables = { code: params.code, name: text(form, 'name'), description: text(form, 'description') };
    const { editGroup: saved } = await locals.api(EditGroupMutation, variables).catch((cause: unknown) => pageFailure(cause, url));
    return saved.__typename === 'Refused' ? refuse(form, saved) : { values: {}, errors: {}, code: 'saved' };
  },
  member: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const variables = { code: params.code, handle: text(form, 'handle'), member: text(form, 'member') === '1' };
    const { setGroupMember: done } = await locals.api(SetGroupMemberMutation, variables).catch((cause: unknown) => pageFailure(cause, url));
    return done.__typename === 'Refused' ? refuse(form, done) : { values: {}, errors: {}, code: 'member' };
  },
  preview: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const { previewGroupRule: seen } = await locals.api(PreviewGroupRuleQuery, { code: params.code, rule: ruleInput(form) }).catch((cause: unknown) => pageFailure(cause, url));
    if (seen.__typename === 'Refused') return refuse(form, seen);
    return { values: typedValues(form), errors: {}, code: 'preview', rule: ruleTyped(typedValues(form)), preview: seen };
  },
  rule: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const { setGroupRule: saved } = await locals.api(SetGroupRuleMutation, { code: params.code, rule: ruleInput(form) }).catch((cause: unknown) => pageFailure(cause, url));
    return saved.__typename === 'Refused' ? refuse(form, saved) : { values: {}, errors: {}, code: 'ruled' };
  },
  unrule: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const { setGroupRule: saved } = await locals.api(SetGroupRuleMutation, { code: params.code, rule: null }).catch((cause: unknown) => pageFailure(cause, url));
    return saved.__typename === 'Refused' ? refuse(form, saved) : { values: {}, errors: {}, code: 'unruled' };
  },
  delete: async ({ request, locals, params, url }) => {
    const form = await formOf({ request, locals });
    const { deleteGroup: done } = await locals.api(DeleteGroupMutation, { code: params.code }).catch((cause: unknown) => pageFailure(cause, url));
    if (done.__typename === 'Refused') return refuse(form, { ...done, field: 'delete' });
    return redirect(303, '/console/groups?deleted');
  },
};
