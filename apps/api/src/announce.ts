import { DEMO_PASSWORD } from '@foyer/story-seed/community';
import { AppointAdmin } from './admissions/index.js';
import { SignInDemo } from './accounts/index.js';
import type { Settings } from './platform/config/settings.js';
import { pick } from './platform/config/say.js';
import type { Server } from './server.js';

/** Prints where the community is open, how it gets its first administrator, and, in story mode, who one can be there. */
export async function announce(server: Server, settings: Settings): Promise<void> {
  const lines = [pick(`Foyer est ouvert : ${settings.publicUrl}`, `Foyer is open: ${settings.publicUrl}`)];
  const accounts = settings.role === 'worker' ? [] : await server.app.get(SignInDemo, { strict: false }).accounts();
  if (accounts.length > 0) {
    const width = Math.max(...accounts.map((account) => account.role.length));
    lines.push(pick(`Comptes de démonstration (mot de passe : ${DEMO_PASSWORD}) :`, `Demo sign-ins (password: ${DEMO_PASSWORD}):`));
    lines.push(...accounts.map((account) => `  ${account.role.padEnd(width)}  ${account.email}`));
  }
  if (settings.role !== 'worker' && (await server.app.get(AppointAdmin, { strict: false }).needed())) {
    lines.push(pick('Personne n’administre encore la maison. Pour avoir ton lien : npm run foyer -- admin toi@exemple.fr', 'Nobody administers the house yet. For your link: npm run foyer -- admin you@example.com'));
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
