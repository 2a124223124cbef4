import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { InvalidArgumentError, type Command } from 'commander';
import { Claims } from '../accounts/index.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock/clock.js';
import { pick } from '../platform/config/say.js';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import type { Database } from '../platform/database/database.js';
import { Mailer } from '../platform/mail/index.js';
import { FolderUnreadable } from './discourse/read-folder.js';
import { reportLines } from './discourse/report.js';
import { importDiscourse } from './import-discourse.js';
import { invitationMail } from './invitation-mail.js';
import { progressBar } from './progress-bar.js';

type Boot = () => Promise<{ app: INestApplicationContext; database: Database; close: () => Promise<void> }>;

interface Flags {
  readonly dryRun?: boolean;
  readonly source: string;
  readonly locale?: 'fr' | 'en';
  readonly host: readonly string[];
  readonly mail?: boolean;
  readonly renameSpace: ReadonlyMap<string, string>;
}

/** `foyer import discourse <folder>`. */
export function importCommand(program: Command, boot: Boot): void {
  program
    .command('import')
    .description(pick('reprend un forum existant', 'brings an existing forum in'))
    .command('discourse')
    .description(pick('lit un dossier de sujets Discourse (JSON de /t/<id>.json, Markdown de /raw/<id> à côté)', 'reads a folder of Discourse topics (the JSON of /t/<id>.json, the Markdown of /raw/<id> beside)'))
    .argument('<folder>', pick('le dossier', 'the folder'))
    .option('--dry-run', pick('dit ce qui serait créé, fusionné, ignoré, et n’écrit rien', 'says what would be created, merged and skipped, and writes nothing'))
    .option('--source <name>', pick('nom du forum parmi les imports', 'the forum’s name among imports'), sourceName, 'discourse')
    .option('--locale <locale>', pick('langue des textes : fr ou en (celle de la communauté par défaut)', 'language of the texts: fr or en (the community’s by default)'), localeName)
    .option('--host <host>', pick('ancienne adresse du forum, par exemple forum.example.org (peut se répéter)', 'the forum’s old host, for example forum.example.org (repeatable)'), (host: string, all: readonly string[]) => [...all, hostName(host)], [])
    .option('--rename-space <old=new>', pick('renomme un espace : "Category 5=Assistance" (peut se répéter)', 'renames a space: "Category 5=Support" (repeatable)'), renaming, new Map())
    .option('--mail', pick('envoie les liens d’invitation par mail au lieu de les écrire dans un fichier', 'sends the invitation links by mail instead of writing them into a file'))
    .action((folder: string, flags: Flags) => run(folder, flags, boot));
}

async function run(folder: string, flags: Flags, boot: Boot): Promise<void> {
  const { app, database, close } = await boot();
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const settings = app.get<Settings>(SETTINGS);
    const claims = app.get(Claims, { strict: false });
    const locale = flags.locale ?? (await communityLocale(database));
    const report = await importDiscourse(database, folder, {
      source: flags.source,
      dryRun: flags.dryRun ?? false,
      locale,
      now: app.get(Clock).now(),
      hosts: flags.host,
      renames: flags.renameSpace,
      progress: progressBar(),
      signal: stop.signal,
      invitations: {
        create: (tx, memberId, email) => claims.create(tx, memberId, { actorId: null, invitedEmail: email }),
        file: join(settings.dataDir, 'imports', `${flags.source}-invitations.csv`),
        ...(flags.mail && { mail: invitationMail(app.get(Mailer), locale) }),
      },
    });
    process.stdout.write(`${reportLines(report, flags.dryRun ?? false).join('\n')}\n`);
    const changed = report.created.threads + report.merged.threads + (report.invitations?.made ?? 0) > 0;
    if (!flags.dryRun && changed) await app.get(Audit).write(database, { action: 'import.run', subjectKind: 'import', subjectId: null, detail: { source: flags.source, created: report.created, merged: report.merged }, ctx: null });
    if (report.interrupted) process.exitCode = 130;
  } catch (error) {
    if (!(error instanceof FolderUnreadable)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await close();
  }
}

async function communityLocale(database: Database): Promise<'fr' | 'en'> {
  const community = await database.row<{ default_locale: 'fr' | 'en' }>('SELECT default_locale FROM community');
  return community?.default_locale ?? 'fr';
}

function sourceName(name: string): string {
  if (!/^[a-z0-9][a-z0-9.-]{0,39}$/.test(name)) throw new InvalidArgumentError(pick('des minuscules, chiffres, points et tirets', 'lower-case letters, digits, dots and hyphens'));
  return name;
}

function localeName(name: string): 'fr' | 'en' {
  if (name !== 'fr' && name !== 'en') throw new InvalidArgumentError(pick('fr ou en', 'fr or en'));
  return name;
}

function hostName(address: string): string {
  const host = address.replace(/^https?:\/\//, '').replace(/\/.*$/, '').toLowerCase();
  if (!/^[a-z0-9.-]+(:\d+)?$/.test(host)) throw new InvalidArgumentError(pick('un nom d’hôte', 'a host name'));
  return host;
}

function renaming(pair: string, all: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const at = pair.indexOf('=');
  const [old, name] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  if (at < 1 || old === '' || name === '') throw new InvalidArgumentError(pick('ancien=nouveau', 'old=new'));
  return new Map([...all, [old.toLowerCase(), name]]);
}
