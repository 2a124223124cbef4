import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { installationSecret } from '../database/connections.js';

const NONCE = 12;
const TAG = 16;

/**
 * Links by which a recipient stops mails without signing in. The address is inside, sealed: a link works for as long
 * as the mail lies in somebody's inbox, says nothing to who sees it, and cannot be made up for somebody else.
 */
@Injectable()
export class StopLinks {
  private key: Promise<Buffer> | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  async tokenFor(address: string): Promise<string> {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', await this.secret(), nonce);
    const sealed = Buffer.concat([cipher.update(address, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Null when the token is not one of ours, or was touched. */
  async addressIn(token: string): Promise<string | null> {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= NONCE + TAG || bytes.length > 512) return null;
    try {
      const decipher = createDecipheriv('aes-256-gcm', await this.secret(), bytes.subarray(0, NONCE));
      decipher.setAuthTag(bytes.subarray(-TAG));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  /** Pages for people, and the address that mail programs post to by themselves (RFC 8058). */
  pageOf(token: string): string {
    return `${this.settings.publicUrl}/mail/stop/${token}`;
  }

  oneClickOf(token: string): string {
    return `${this.settings.publicUrl}/mail/one-click/${token}`;
  }

  private secret(): Promise<Buffer> {
    return (this.key ??= installationSecret(this.settings.dataDir).then((secret) => createHmac('sha256', secret).update('links that stop mails').digest()));
  }
}
