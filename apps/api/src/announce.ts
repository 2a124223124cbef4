import { DEMO_PASSWORD } from '@foyer/story-seed/community';
import { SignInDemo } from './accounts/index.js';
import type { Settings } from './platform/config/settings.js';
import { pick } from './platform/config/say.js';
import type { Server } from './server.js';

/** Prints where the community is open and, in story mode, who one can be there. */
export async function announce(server: Server, settings: Settings): Promise<void> {
  const lines = [pick(`Foyer est ouvert : ${settings.publicUrl}`, `Foyer is open: ${settings.publicUrl}`)];
  const accounts = settings.role === 'worker' ? [] : await server.app.get(SignInDemo, { strict: false }).accounts();
  if (accounts.length > 0) {
    const width = Math.max(...accounts.map((account) => account.role.length));
    lines.push(pick(`Comptes de démonstration (mot de passe : ${DEMO_PASSWORD}) :`, `Demo sign-ins (password: ${DEMO_PASSWORD}):`));
    lines.push(...accounts.map((account) => `  ${account.role.padEnd(width)}  ${account.email}`));
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
