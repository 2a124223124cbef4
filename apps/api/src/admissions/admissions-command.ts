import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { pick, terminalLocale } from '../platform/config/say.js';
import { refusalMessage } from '../platform/graphql/refused.js';
import { AppointAdmin } from './appoint-admin.js';

/** Opens what a command needs and closes it afterwards. */
export type Boot = () => Promise<{ readonly app: INestApplicationContext; readonly close: () => Promise<void> }>;

/** `admin <address>`: the first administrator of an empty house, or one more. */
export function admissionsCommand(program: Command, boot: Boot): void {
  program
    .command('admin <address>')
    .description('make somebody administrator: her account, or a link that makes one')
    .action(async (address: string) => {
      const { app, close } = await boot();
      try {
        const appointed = await app.get(AppointAdmin).run(address);
        if (!appointed.ok) {
          console.error(refusalMessage(appointed.refusal, terminalLocale));
          process.exitCode = 1;
        } else if (appointed.value.kind === 'account') {
          console.log(pick(`${address} administre la maison.`, `${address} administers the house.`));
        } else {
          console.log(pick(`À ouvrir par ${address}, une fois, dans les deux jours :`, `For ${address} to open, once, within two days:`));
          console.log(appointed.value.url);
        }
      } finally {
        await close();
      }
    });
}
