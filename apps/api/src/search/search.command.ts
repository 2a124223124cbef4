import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { pick } from '../platform/config/say.js';
import { RebuildIndex } from './rebuild-index.js';

type Boot = () => Promise<{ readonly app: INestApplicationContext; readonly close: () => Promise<void> }>;

/** `foyer search rebuild`: reads all posts into the index anew, while the house is open. */
export function searchCommand(program: Command, boot: Boot): void {
  program
    .command('search')
    .description(pick('la recherche', 'searching'))
    .command('rebuild')
    .description(pick('relit toutes les publications pour la recherche, maison ouverte ; reprend où il en était s’il est coupé', 'reads all posts anew for searching, while the house is open; goes on where it was when it is cut off'))
    .action(async () => {
      const { app, close } = await boot();
      try {
        let posts = 0;
        await app.get(RebuildIndex, { strict: false }).all((read) => {
          posts = read;
          if (posts % 10_000 === 0) process.stderr.write(`${posts}\n`);
        });
        process.stdout.write(`${pick(`${posts} publications peuvent être trouvées.`, `${posts} posts can be found.`)}\n`);
      } finally {
        await close();
      }
    });
}
