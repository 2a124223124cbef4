import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';

// OWASP's password storage cheat sheet: argon2id, 19 MiB, 2 passes, 1 lane.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** At most two at once: hashing must not take the machine's memory and cores from everybody else. */
const AT_ONCE = 2;

@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** What an unknown account is verified against, so that it takes the same time as a known one. */
  private readonly decoy = hash('a password nobody has', OPTIONS);

  hash(password: string): Promise<string> {
    return this.oneOfTwo(() => hash(password, OPTIONS));
  }

  /** Whether the password matches; an absent hash costs the same time and never matches. */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    const against = passwordHash ?? (await this.decoy);
    const equal = await this.oneOfTwo(() => verify(against, password));
    return passwordHash !== null && equal;
  }

  private async oneOfTwo<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running++;
    try {
      return await work();
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }
}
