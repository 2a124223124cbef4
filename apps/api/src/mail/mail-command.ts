import { createPublicKey, generateKeyPair } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { InvalidArgumentError, type Command } from 'commander';
import { pick } from '../platform/config/say.js';
import type { Settings } from '../platform/config/settings.js';

/** In bits; what receivers ask for today, and what fits a TXT record. */
const KEY_LENGTH = 2_048;

/** `foyer mail dkim <domain>`: a key to sign mails with, and the record that lets others verify them. */
export function mailCommand(program: Command, settings: Settings): void {
  program
    .command('mail')
    .description(pick('prépare l’envoi des mails', 'prepares the sending of mails'))
    .command('dkim')
    .description(pick('fabrique une clé de signature, ou relit celle qui existe, et dit quoi publier', 'makes a signing key, or reads the one there is, and says what to publish'))
    .argument('<domain>', pick('domaine de l’adresse d’expédition', 'domain of the sender’s address'), domainName)
    .option('--selector <name>', pick('nom de la clé', 'name of the key'), selectorName, 'foyer')
    .action(async (domain: string, { selector }: { selector: string }) => {
      const file = join(settings.dataDir, 'secrets', `dkim-${selector}.pem`);
      const record = `v=DKIM1; k=rsa; p=${await publicKeyIn(file)}`;
      const lines = [
        pick('À publier dans le DNS (TXT) :', 'To publish in the DNS (TXT):'), `  ${selector}._domainkey.${domain}`, `  ${record}`, '',
        pick('À régler, puis redémarrer :', 'To set, then restart:'), `  DKIM_DOMAIN=${domain}`, `  DKIM_SELECTOR=${selector}`, `  DKIM_KEY_FILE=${file}`,
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

/** The public half of the key in the file (base64 of its DER), which is made when it is missing and never replaced. */
async function publicKeyIn(file: string): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: KEY_LENGTH, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, privateKey, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return createPublicKey(await readFile(file, 'utf8')).export({ type: 'spki', format: 'der' }).toString('base64');
}

function domainName(text: string): string {
  if (!/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)) throw new InvalidArgumentError(pick('un domaine, par exemple example.org', 'a domain, for example example.org'));
  return text.toLowerCase();
}

function selectorName(text: string): string {
  if (!/^[a-z0-9-]{1,40}$/.test(text)) throw new InvalidArgumentError(pick('des minuscules, chiffres et tirets', 'lower-case letters, digits and hyphens'));
  return text;
}
