import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { judgeDkim, judgeDmarc, judgeSpf, type Finding } from '@foyer/domain/mail';
import { SETTINGS, type Settings } from '../platform/config/settings.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import { NAMES, type Names } from './names.js';

/** Looks at what the name system says about the domain mails come from, and what to publish there. */
@Injectable()
export class CheckDomain {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(NAMES) private readonly names: Names,
    private readonly limits: Limits,
  ) {}

  /** Empty without a mail server: there is no domain to look at. */
  async run(ctx: RequestContext): Promise<Finding[]> {
    const { mail } = this.settings;
    if (!mail) return [];
    await this.limits.charge('act.member', ctx.viewer.memberId ?? '', 5);
    const { address } = mail.from;
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    const key = mail.dkim && { domain: mail.dkim.domain, selector: mail.dkim.selector, publicKey: publicKeyOf(mail.dkim.keyFile) };
    const txt = (name: string): Promise<readonly string[] | null> => this.names.txt(name);
    return Promise.all([judgeSpf(domain, mail.smtp.host, txt), judgeDkim(key, domain, txt), judgeDmarc(domain, address, txt), this.replies(domain)]);
  }

  /** Whether answers and bounces to the sender's address can arrive. */
  private async replies(domain: string): Promise<Finding> {
    const hosts = await this.names.mx(domain);
    if (hosts === null) return { about: 'mx', verdict: 'unknown', code: 'silent', name: domain, found: [], publish: null };
    return { about: 'mx', verdict: hosts.length > 0 ? 'good' : 'advice', code: hosts.length > 0 ? 'good' : 'missing', name: domain, found: hosts, publish: null };
  }
}

const publicKeyOf = (file: string): string => createPublicKey(createPrivateKey(readFileSync(file, 'utf8'))).export({ type: 'spki', format: 'der' }).toString('base64');
