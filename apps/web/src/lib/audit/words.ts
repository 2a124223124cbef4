import { m } from '#lib/i18n/index.ts';

/** What an action did, as it follows a name and stands before what it was done to. */
const ACTIONS: Readonly<Record<string, () => string>> = {
  'address.changeAsked': m.audit_act_address_change_asked,
  'address.changeUndone': m.audit_act_address_change_undone,
  'address.changed': m.audit_act_address_changed,
  'address.oldWaived': m.audit_act_address_old_waived,
  'admission.configured': m.audit_act_admission_configured,
  'application.accepted': m.audit_act_application_accepted,
  'application.declined': m.audit_act_application_declined,
  'application.erased': m.audit_act_application_erased,
  'application.filed': m.audit_act_application_filed,
  'application.reopened': m.audit_act_application_reopened,
  'application.withdrawn': m.audit_act_application_withdrawn,
  'audit.exported': m.audit_act_audit_exported,
  'factor.added': m.audit_act_factor_added,
  'factor.codesRenewed': m.audit_act_factor_codes_renewed,
  'factor.removed': m.audit_act_factor_removed,
  'factor.reset': m.audit_act_factor_reset,
  'group.created': m.audit_act_group_created,
  'group.deleted': m.audit_act_group_deleted,
  'group.edited': m.audit_act_group_edited,
  'group.memberAdded': m.audit_act_group_member_added,
  'group.memberRemoved': m.audit_act_group_member_removed,
  'group.ruleApplied': m.audit_act_group_rule_applied,
  'group.ruleSet': m.audit_act_group_rule_set,
  'idea.status': m.audit_act_idea_status,
  'import.run': m.audit_act_import_run,
  'invitation.created': m.audit_act_invitation_created,
  'invitation.linkCreated': m.audit_act_invitation_link_created,
  'invitation.resent': m.audit_act_invitation_resent,
  'invitation.revoked': m.audit_act_invitation_revoked,
  'mail.opened': m.audit_act_mail_opened,
  'mail.retried': m.audit_act_mail_retried,
  'mail.tested': m.audit_act_mail_tested,
  'member.claimLinkCreated': m.audit_act_member_claim_link_created,
  'member.edited': m.audit_act_member_edited,
  'member.handleChanged': m.audit_act_member_handle_changed,
  'member.joined': m.audit_act_member_joined,
  'member.reactivated': m.audit_act_member_reactivated,
  'member.roleChanged': m.audit_act_member_role_changed,
  'member.roleGiven': m.audit_act_member_role_given,
  'member.roleSet': m.audit_act_member_role_changed,
  'member.roleTaken': m.audit_act_member_role_taken,
  'member.sessionsEnded': m.audit_act_member_sessions_ended,
  'member.suspended': m.audit_act_member_suspended,
  'password.changed': m.audit_act_password_changed,
  'password.removed': m.audit_act_password_removed,
  'password.reset': m.audit_act_password_reset,
  'post.edit': m.audit_act_post_edit,
  'post.pinned': m.audit_act_post_pinned,
  'post.remove': m.audit_act_post_remove,
  'post.restore': m.audit_act_post_restore,
  'post.unpinned': m.audit_act_post_unpinned,
  'post.wikiClosed': m.audit_act_post_wiki_closed,
  'post.wikiEdit': m.audit_act_post_wiki_edit,
  'post.wikiOpened': m.audit_act_post_wiki_opened,
  'role.created': m.audit_act_role_created,
  'role.deleted': m.audit_act_role_deleted,
  'role.edited': m.audit_act_role_edited,
  'role.matrixExported': m.audit_act_role_matrix_exported,
  'rules.published': m.audit_act_rules_published,
  'sending.held': m.audit_act_sending_held,
  'sending.opened': m.audit_act_sending_opened,
  'session.closed': m.audit_act_session_closed,
  'session.opened': m.audit_act_session_opened,
  'session.othersRevoked': m.audit_act_session_others_revoked,
  'session.proved': m.audit_act_session_proved,
  'session.revoked': m.audit_act_session_revoked,
  'space.archived': m.audit_act_space_archived,
  'space.created': m.audit_act_space_created,
  'space.edited': m.audit_act_space_edited,
  'space.ordered': m.audit_act_space_ordered,
  'space.paced': m.audit_act_space_paced,
  'space.typed': m.audit_act_space_typed,
  'space.unarchived': m.audit_act_space_unarchived,
  'sso.accountCreated': m.audit_act_sso_account_created,
  'sso.lastAdminKept': m.audit_act_sso_last_admin_kept,
  'sso.linked': m.audit_act_sso_linked,
  'sso.providerCreated': m.audit_act_sso_provider_created,
  'sso.providerEdited': m.audit_act_sso_provider_edited,
  'sso.providerRemoved': m.audit_act_sso_provider_removed,
  'sso.providersOrdered': m.audit_act_sso_providers_ordered,
  'sso.unlinked': m.audit_act_sso_unlinked,
  'thread.arrangementUndone': m.audit_act_thread_arrangement_undone,
  'thread.closed': m.audit_act_thread_closed,
  'thread.closedQuiet': m.audit_act_thread_closed_quiet,
  'thread.edit': m.audit_act_thread_edit,
  'thread.merge': m.audit_act_thread_merge,
  'thread.move': m.audit_act_thread_move,
  'thread.pace': m.audit_act_thread_pace,
  'thread.pinned': m.audit_act_thread_pinned,
  'thread.reopened': m.audit_act_thread_reopened,
  'thread.split': m.audit_act_thread_split,
  'thread.unpinned': m.audit_act_thread_unpinned,
  'viewAs.started': m.audit_act_view_as_started,
  'viewAs.stopped': m.audit_act_view_as_stopped,
  'welcome.edited': m.audit_act_welcome_edited,
};

/** Everything an action begins with: what the actions of a kind are about. */
const KINDS: Readonly<Record<string, () => string>> = {
  account: m.audit_kind_account, address: m.audit_kind_address_change, admission: m.audit_kind_admission, application: m.audit_kind_application, factor: m.audit_kind_factor,
  password: m.audit_kind_password, rules: m.audit_kind_rules, sending: m.audit_kind_sending, welcome: m.audit_kind_welcome,
  audit: m.audit_kind_audit, group: m.audit_kind_group, idea: m.audit_kind_idea, import: m.audit_kind_import, invitation: m.audit_kind_invitation,
  mail: m.audit_kind_mail, member: m.audit_kind_member, post: m.audit_kind_post, role: m.audit_kind_role, session: m.audit_kind_session, space: m.audit_kind_space,
  sso: m.audit_kind_sso, thread: m.audit_kind_thread, viewAs: m.audit_kind_view_as,
};

/** What the keys of details mean, by their last part. */
const KEYS: Readonly<Record<string, () => string>> = {
  access: m.audit_key_access, after: m.audit_key_after, before: m.audit_key_before, codes: m.audit_key_order, email: m.audit_key_email, expiresAt: m.audit_key_expires, format: m.audit_key_format,
  how: m.audit_key_how, kind: m.audit_key_kind, memberId: m.audit_key_member, name: m.audit_key_name, permissions: m.audit_key_permissions, reason: m.audit_key_reason, renamed: m.audit_key_renamed, role: m.audit_key_role,
  sessionsEnded: m.audit_key_sessions, sessions: m.audit_key_sessions, search: m.audit_key_search, state: m.audit_key_state, tags: m.audit_key_tags, until: m.audit_key_until, from: m.audit_key_from, action: m.audit_key_action, actor: m.audit_key_actor, subject: m.audit_key_subject,
};

const of = (words: Readonly<Record<string, () => string>>, key: string): string | undefined => (Object.hasOwn(words, key) ? words[key]?.() : undefined);

/** What somebody did, in words; an action that is not known yet by its own name. */
export const actionWords = (action: string): string => of(ACTIONS, action) ?? m.audit_did({ action });

/** Whether the sentence is whole without what it was done to: a session is one's own. */
export const standsAlone = (action: string): boolean => /^address\.change|^(admission|application|audit|import|invitation|mail|password|rules|sending|session|viewAs|welcome)\.|^factor\.(added|removed|codesRenewed)$|^member\.joined$|\.ordered$|Ordered$|Exported$/.test(action);

export const kindWords = (kind: string): string => of(KINDS, kind) ?? kind;

/** The name of a detail: each part in words, joined. */
export const keyWords = (key: string): string => {
  const words = key.split('.').map((part) => of(KEYS, part) ?? part).join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The value of a detail, for yes and no. */
export const valueWords = (value: string): string => ({ true: m.audit_yes(), false: m.audit_no() })[value] ?? value;

/** The actions to choose among, under what they are about. */
export function actionChoices(actions: readonly string[]): readonly { readonly value: string; readonly label: string }[] {
  const kinds = [...new Set(actions.map((action) => action.slice(0, action.indexOf('.'))))];
  return [
    { value: '', label: m.audit_action_any() },
    ...kinds
      .map((kind) => ({ kind, label: kindWords(kind) }))
      .sort((a, b) => a.label.localeCompare(b.label))
      .flatMap(({ kind, label }) => [
        { value: `${kind}.`, label: m.audit_action_all({ kind: label }) },
        ...actions.filter((action) => action.startsWith(`${kind}.`)).map((action) => ({ value: action, label: `${label} : ${actionWords(action)}` })),
      ]),
  ];
}
