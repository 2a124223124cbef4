import { sql } from './database.js';
import { demo, type Person } from './people.js';

/** Somebody, and the pages that the house has for her. */
export interface Tour {
  readonly who: string;
  readonly person: Person | null;
  readonly paths: readonly string[];
}

const THREAD = 'lampe-deux-nuits-gr-34';

/** Every kind of page, each seen by those who use it. */
export async function everyPage(): Promise<Tour[]> {
  const [thread] = await sql<{ code: string; slug: string }>('SELECT code, slug FROM threads WHERE slug = $1', [THREAD]);
  const [edited] = await sql<{ code: string; post: string; slug: string }>(
    `SELECT t.code, t.slug, p.code AS post FROM posts p JOIN threads t ON t.id = p.thread_id JOIN spaces s ON s.id = t.space_id WHERE p.edits > 0 AND s.access = 'public' LIMIT 1`,
  );
  const [heated] = await sql<{ code: string; slug: string }>(
    `SELECT t.code, t.slug FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.state = 'removed' AND t.closed_at IS NOT NULL LIMIT 1`,
  );
  const [space] = await sql<{ code: string }>(`SELECT code FROM spaces WHERE slug = 'cercle-des-ambassadeurs'`);
  const [group] = await sql<{ code: string }>('SELECT code FROM groups LIMIT 1');
  if (!thread || !edited || !heated || !space || !group) throw new Error('the story has lost a page of the tour');
  const path = `/threads/${thread.code}/${thread.slug}`;
  const [maelle, karim, goulwen] = await Promise.all([demo('ambassador'), demo('moderator'), demo('admin')]);
  return [
    {
      who: 'a visitor', person: null,
      paths: ['/', '/spaces', '/spaces/lampes-et-lumiere', '/spaces/lampes-et-lumiere?filter=unanswered&tag=autonomie', path, `/threads/${heated.code}/${heated.slug}`,
        `/threads/${edited.code}/${edited.slug}/history/${edited.post}`, '/members/maelle', '/members/lea?tab=about', '/team', '/sign-in', '/sign-in/second?challenge=x&methods=totp,passkey,recovery', '/forgot', '/reset/un-lien', '/address/confirm/un-lien', '/address/undo/un-lien', '/sign-up', '/claim', '/join/un-lien-qui-ne-vaut-rien', '/confirm/un-code-qui-ne-vaut-rien', '/rules', '/claim/un-lien-qui-ne-vaut-rien', '/mail/stop/un-lien', '/sign-in/sso/inconnu/join?arrival=passe', '/search', '/search?q=lanterne', '/search?q=zzzz&kind=question', '/offline', '/nulle-part'],
    },
    {
      who: 'a member', person: maelle,
      paths: ['/', '/spaces', '/spaces/lampes-et-lumiere', '/spaces/cercle-des-ambassadeurs?filter=mine', path, `${path}?at=1`, '/threads/new', '/threads/new?space=bivouac', '/members/maelle', '/members/fanch?tab=threads', '/members', '/members?view=list&interest=couture&active=1', '/members/thuy/followers', '/members/thuy/following', '/settings/security', '/step-up?next=/settings/security', '/step-up/done', '/settings/security/sso', '/settings/profile', '/settings/people', '/settings/privacy', '/settings/subscriptions', '/bookmarks', '/drafts', '/rules', '/search?q=lampes+fanch&order=date'],
    },
    { who: 'a moderator', person: karim, paths: ['/team', `/threads/${heated.code}/${heated.slug}?at=1`, `${path}/arrange`, path] },
    {
      who: 'an administrator', person: goulwen,
      paths: ['/members/maelle/edit', '/console', '/console/audit', '/console/audit?all=1&search=zzzz', '/console/spaces', '/console/spaces/new', `/console/spaces/${space.code}`, '/console/groups', `/console/groups/${group.code}`, '/console/members', '/console/members?q=zzzz', '/console/members?unclaimed=1', '/console/admissions', '/console/invitations', '/console/applications', '/console/applications?state=declined', '/console/rules', '/console/sso', '/console/sso/new', '/console/mail', '/console/mail/check', '/console/mail/gate'],
    },
  ];
}
