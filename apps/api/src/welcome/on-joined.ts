import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../platform/database/database.js';
import type { Locale } from '../platform/http/request-context.js';
import { Mailer } from '../platform/mail/index.js';
import { ConsumerRegistry } from '../platform/outbox/consumer-registry.js';
import type { StoredEvent } from '../platform/outbox/domain-event.js';
import { LetterTexts } from './letter-texts.js';
import { written } from './letter.js';

interface Newcomer {
  id: string;
  display_name: string;
  locale: Locale | null;
  email: string;
}

/** Whoever came in gets a letter in the name of somebody of the team. */
@Injectable()
export class OnJoined implements OnModuleInit {
  constructor(
    private readonly registry: ConsumerRegistry,
    private readonly texts: LetterTexts,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    this.registry.register('welcome.letter', ['member.joined'], (events, tx) => this.write(events, tx));
  }

  private async write(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const ids = events.filter((event) => event.origin === 'live').map((event) => event.subjectId);
    if (ids.length === 0) return;
    const newcomers = await tx.rows<Newcomer>(
      `SELECT m.id, m.display_name, m.locale, a.email::text FROM members m JOIN member_accounts a ON a.member_id = m.id WHERE m.id = ANY ($1::uuid[]) AND m.state = 'active'`,
      [ids],
    );
    for (const { id, display_name: name, locale, email } of newcomers) {
      const letter = await this.texts.of(tx, locale ?? 'fr');
      if (!letter) return;
      const { subject, paragraphs } = written(letter, { name, community: letter.community });
      await this.mailer.queue(tx, {
        template: 'welcome.letter', to: { address: email, name, memberId: id }, locale: locale ?? 'fr', data: { subject, paragraphs, signature: letter.signedBy ?? '' },
        ...(letter.signedBy !== null && { from: { name: letter.signedBy } }),
      });
    }
  }
}
