import { createHash, randomBytes } from 'node:crypto';
import type { storyApplications, storyInvitations, storyQuestions, storyRules, storySubjects } from '@foyer/story-seed';
import type { Transaction } from '../platform/database/database.js';
import { newCode, newId } from '../platform/ids/ids.js';
import { renderMarkdown } from '../platform/text/index.js';
import type { StoryMail } from './story-mails.js';

/** What the story says about those who come in. */
export interface StoryAdmissions {
  readonly rules: typeof storyRules;
  readonly questions: typeof storyQuestions;
  readonly applications: typeof storyApplications;
  readonly invitations: typeof storyInvitations;
  readonly subjects: typeof storySubjects;
  /** Where the house answers: what its mails lead to. */
  readonly publicUrl: string;
  /** Of the demo's password: an accepted applicant can be tried. */
  readonly passwordHash: string;
}

const HOUR = 3_600_000;
const hashOf = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/**
 * Writes the story's rules with everybody's agreement, the applications that wait, and the invitations. Gives the mails
 * that went with them; what these open does open.
 */
export async function writeAdmissions(tx: Transaction, now: Date, story: StoryAdmissions): Promise<StoryMail[]> {
  const mails: StoryMail[] = [];
  await writeRules(tx, now, story.rules);
  await tx.rows('UPDATE admission_settings SET questions = $1', [JSON.stringify(story.questions)]);
  for (const one of story.applications) {
    const answers = one.answers.map((answer, n) => ({ id: `q${n + 1}`, question: story.questions[n]?.fr ?? '', answer }));
    const draft = {
      email: one.email, displayName: one.name, locale: 'fr', passwordHash: story.passwordHash, rulesVersion: 1, newsletter: false, analytics: false,
      addressPrefix: null, invitationId: null, answers,
    };
    const token = randomBytes(32).toString('base64url');
    const filed = new Date(now.getTime() - one.hours * HOUR);
    await tx.rows(
      `INSERT INTO applications (id, code, token_hash, email, display_name, draft, answers, locale, filed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'fr', $8)`,
      [newId(), newCode(), hashOf(token), one.email, one.name, JSON.stringify(draft), JSON.stringify(answers), filed],
    );
    mails.push({
      key: `filed ${one.email}`, template: 'admissions.filed', to: { address: one.email, name: one.name }, fromName: null, locale: 'fr', essential: true,
      data: { url: `${story.publicUrl}/application/${token}` }, subject: story.subjects.filed, state: 'kept', attempts: 1, error: null, at: filed,
    });
  }
  for (const one of story.invitations) {
    const created = new Date(now.getTime() - one.ago * 24 * HOUR);
    const expires = new Date(created.getTime() + one.days * 24 * HOUR);
    // Of links, nobody has the token: they are there to be seen.
    const token = randomBytes(32).toString('base64url');
    const rows = await tx.rows<{ inviter: string | null }>(
      `INSERT INTO invitations (id, code, kind, token_hash, email, label, role, quota, used, created_by, created_at, sent_at, expires_at, revoked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, (SELECT id FROM members WHERE role = 'cm' ORDER BY created_at LIMIT 1), $10, $10, $11, $12)
       RETURNING (SELECT display_name FROM members WHERE id = created_by) AS inviter`,
      [
        newId(), newCode(), one.kind, hashOf(token), 'email' in one ? one.email : null, one.label, one.role, 'quota' in one ? one.quota : 1,
        'used' in one ? one.used : 0, created, expires, one.state === 'revoked' ? new Date(created.getTime() + 48 * HOUR) : null,
      ],
    );
    if (!('mail' in one)) continue;
    const inviter = rows[0]?.inviter ?? '';
    mails.push({
      key: `invitation ${one.email}`, template: 'admissions.invitation', to: { address: one.email, name: null }, fromName: inviter, locale: 'fr', essential: false,
      data: { url: `${story.publicUrl}/join/${token}`, inviter, note: '', until: expires.toISOString() }, subject: story.subjects.invitation, ...one.mail, at: created,
    });
  }
  return mails;
}

async function writeRules(tx: Transaction, now: Date, rules: typeof storyRules): Promise<void> {
  const published = new Date(now.getTime() - 200 * 24 * HOUR);
  await tx.rows(
    `INSERT INTO rules_versions (version, source_fr, source_en, html_fr, html_en, hash_fr, hash_en, published_at, published_by)
     VALUES (1, $1, $2, $3, $4, $5, $6, $7, (SELECT id FROM members WHERE role = 'admin' ORDER BY created_at LIMIT 1))`,
    [rules.fr, rules.en, renderMarkdown(rules.fr, new Map()).html, renderMarkdown(rules.en, new Map()).html, hashOf(rules.fr), hashOf(rules.en), published],
  );
  await tx.rows('UPDATE community SET rules_version = 1');
  await tx.rows(`UPDATE members SET rules_version = 1 WHERE state = 'active'`);
  await tx.rows(
    `INSERT INTO member_consents (id, member_id, kind, given, version, text_hash, locale, way, at)
     SELECT gen_random_uuid(), m.id, 'rules', true, 1, CASE WHEN m.locale = 'en' THEN $1::bytea ELSE $2::bytea END, coalesce(m.locale, 'fr'), 'seed', greatest(m.created_at, $3)
       FROM members m WHERE m.state = 'active'`,
    [hashOf(rules.en), hashOf(rules.fr), published],
  );
}
