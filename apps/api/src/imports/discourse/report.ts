import { pick } from '../../platform/config/say.js';
import type { RenamedMember } from '../write-members.js';
import type { Broken } from './read-folder.js';
import type { Skipped } from './survey.js';

/** What an import does, or would do. */
export interface ImportReport {
  readonly source: string;
  readonly created: { readonly members: number; readonly spaces: number; readonly threads: number; readonly posts: number; readonly actions: number; readonly likes: number; readonly acceptedAnswers: number };
  /** What is here already under the same reference, and what it gains. */
  readonly merged: { readonly members: number; readonly spaces: number; readonly threads: number; readonly posts: number };
  readonly unchanged: { readonly threads: number };
  readonly spaces: readonly { readonly name: string; readonly access: string; readonly threads: number; readonly isNew: boolean }[];
  readonly truncated: readonly { readonly file: string; readonly posts: number; readonly of: number }[];
  readonly broken: readonly Broken[];
  readonly skipped: readonly Skipped[];
  readonly renamed: readonly RenamedMember[];
  readonly suspended: number;
  readonly staff: number;
  /** Known once texts were converted: not part of a dry run. */
  readonly texts?: TextsReport;
  readonly invitations?: { readonly made: number; readonly file: string | null; readonly unknown: readonly string[] };
  /** Stopped before the end; the next run goes on. */
  readonly interrupted?: boolean;
}

export interface TextsReport {
  readonly missingFiles: number;
  readonly fromHtml: number;
  /** Posts whose form could not be kept. */
  readonly degraded: readonly string[];
  /** Small actions without an equivalent: code → count. */
  readonly leftActions: Readonly<Record<string, number>>;
}

const SHOWN = 20;

/** The report as lines to print, in the terminal's language. */
export function reportLines(report: ImportReport, dryRun: boolean): string[] {
  const { created, merged, unchanged } = report;
  const count = (number: number, fr: string, en: string): string => `  ${String(number).padStart(7)}  ${pick(fr, en)}`;
  return [
    dryRun ? pick('À blanc : rien n’est écrit. Seraient créés :', 'Dry run: nothing is written. Would be created:') : pick('Créés :', 'Created:'),
    count(created.spaces, 'espaces', 'spaces'),
    count(created.members, 'membres sans mot de passe', 'members without a password'),
    count(created.threads, 'sujets', 'threads'),
    count(created.posts, 'publications', 'posts'),
    count(created.actions, 'actions dans l’historique', 'actions of their history'),
    count(created.likes, 'j’aime, en nombre seulement', 'likes, as counts only'),
    count(created.acceptedAnswers, 'réponses acceptées', 'accepted answers'),
    pick('Déjà là sous la même référence, fusionnés :', 'Here already under the same reference, merged:'),
    count(merged.spaces, 'espaces', 'spaces'),
    count(merged.members, 'membres', 'members'),
    count(merged.threads, `sujets complétés (${merged.posts} publications)`, `threads completed (${merged.posts} posts)`),
    count(unchanged.threads, 'sujets sans changement', 'threads without a change'),
    ...section(pick('Espaces :', 'Spaces:'), report.spaces.map((space) => `${space.name} — ${pick(`${space.threads} ${space.threads > 1 ? 'sujets' : 'sujet'}`, `${space.threads} ${space.threads === 1 ? 'thread' : 'threads'}`)}, ${access(space.access)}${space.isNew ? '' : pick(', déjà là', ', here already')}`)),
    ...section(pick('Fichiers illisibles :', 'Broken files:'), report.broken.map(({ file, why }) => `${file} — ${why}`)),
    ...section(pick('Ignorés :', 'Skipped:'), report.skipped.map(({ file, why }) => `${file} — ${why}`)),
    ...section(pick('Sujets tronqués par l’export :', 'Topics that the export cut short:'), report.truncated.map(({ file, posts, of }) => `${file} — ${posts} / ${of}`)),
    ...section(pick('Noms changés :', 'Names changed:'), report.renamed.map(({ wished, handle }) => `${wished} → ${handle}`)),
    ...(report.staff > 0 ? [pick(`De l’équipe de l’ancien forum, venus comme simples membres : ${report.staff}.`, `Staff of the old forum, who come as plain members: ${report.staff}.`)] : []),
    ...(report.suspended > 0 ? [pick(`Suspendus là-bas, et qui le restent : ${report.suspended}.`, `Suspended there, and still so: ${report.suspended}.`)] : []),
    ...textsLines(report),
    ...invitationLines(report),
    ...(report.interrupted ? [pick('Interrompu. La prochaine exécution reprendra ici.', 'Interrupted. The next run goes on from here.')] : []),
  ];
}

function textsLines({ texts }: ImportReport): string[] {
  if (!texts) return [];
  const left = Object.entries(texts.leftActions).map(([code, count]) => `${code} × ${count}`);
  return [
    ...(texts.missingFiles > 0 ? [pick(`Images ou fichiers absents de l’export, remplacés par une note : ${texts.missingFiles}.`, `Pictures or files that are not in the export, each replaced by a note: ${texts.missingFiles}.`)] : []),
    ...(texts.fromHtml > 0 ? [pick(`Publications sans Markdown, dont le HTML a été converti : ${texts.fromHtml}.`, `Posts without Markdown, whose HTML was converted: ${texts.fromHtml}.`)] : []),
    ...section(pick('Publications montrées sans mise en forme :', 'Posts shown without their form:'), texts.degraded),
    ...section(pick('Actions sans équivalent, laissées :', 'Actions without an equivalent, left out:'), left),
  ];
}

function invitationLines({ invitations }: ImportReport): string[] {
  if (!invitations) return [];
  const { made, file } = invitations;
  return [
    ...(made > 0 && !file ? [pick(`Invitations laissées au courrier : ${made}`, `Invitations left to the mail: ${made}`)] : []),
    ...(made > 0 && file ? [pick(`Liens d’invitation à usage unique : ${made}, dans ${file}`, `One-use invitation links: ${made}, in ${file}`)] : []),
    ...section(pick('Dans members.csv mais pas dans le forum :', 'In members.csv but not in the forum:'), invitations.unknown),
  ];
}

const access = (word: string): string => (word === 'public' ? pick('public', 'public') : word === 'members' ? pick('réservé aux membres', 'members only') : pick('réservé à l’équipe', 'staff only'));

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length - SHOWN;
  return [title, ...items.slice(0, SHOWN).map((item) => `  · ${item}`), ...(more > 0 ? [pick(`  · … et ${more} autres`, `  · … and ${more} more`)] : [])];
}
