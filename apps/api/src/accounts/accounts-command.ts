import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { ResetFactors } from './factors/reset-factors.js';

/** Opens what a command needs and closes it afterwards. */
export type Boot = () => Promise<{ readonly app: INestApplicationContext; readonly close: () => Promise<void> }>;

/** `accounts reset-factors <address>`: for the last administrator who has lost her phone. */
export function accountsCommand(program: Command, boot: Boot): void {
  program
    .command('accounts')
    .description('who may sign in')
    .command('reset-factors <address>')
    .description('remove second factors and passkeys of an account, and end its sessions')
    .action(async (address: string) => {
      const { app, close } = await boot();
      try {
        const found = await app.get(ResetFactors).ofAddress(address);
        console.log(found ? `Reset. ${address} signs in with the password, and sets up a second factor if the role asks for one.` : `No account has the address ${address}.`);
        process.exitCode = found ? 0 : 1;
      } finally {
        await close();
      }
    });
}
