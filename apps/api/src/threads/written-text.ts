import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { apart } from '../members/index.js';
import { Database } from '../platform/database/database.js';
import { Limits } from '../platform/limits/limits.js';
import { candidateHandles, RENDERER_VERSION, TextRenderer, TooIntricate } from '../platform/text/index.js';

/** Up to here a text is rendered at once. */
const USUAL_CHARACTERS = 3_000;

/** A text as it is stored: what was typed, what is shown, and whom it calls. */
export interface WrittenText {
  readonly source: string;
  readonly html: string;
  readonly plain: string;
  readonly renderer: number;
  readonly mentionedIds: readonly string[];
  /** Files that it shows; whether they are the writer's is for the database to say. */
  readonly fileIds: readonly string[];
}

/** One text shows so many pictures at most; more of them stay unseen by others. */
const MOST_FILES = 20;
const SHOWN_FILE = /<img src="\/media\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//g;

/** Renders what somebody wrote, before any transaction is open. One statement when it may call people, none otherwise. */
@Injectable()
export class WriteText {
  constructor(
    private readonly database: Database,
    private readonly renderer: TextRenderer,
    private readonly limits: Limits,
  ) {}

  /**
   * A handle that somebody gave up still calls her. Of two members who block each other, neither calls the other: the
   * text shows the link as ever, so that nothing tells.
   * @param memberId who writes: long texts are charged to her by their length, so that nobody keeps the others' waiting
   */
  async of(source: string, memberId: string): Promise<Result<WrittenText>> {
    if (source.length > USUAL_CHARACTERS) await this.limits.charge('longText.member', memberId, Math.ceil(source.length / 1_000));
    const handles = candidateHandles(source);
    const members = handles.length === 0 ? [] : await this.database.rows<{ id: string; written: string; handle: string; apart: boolean }>(
      `SELECT m.id, called.written::text, m.handle::text, ${apart('m.id', '$2::uuid')} AS apart
         FROM (SELECT handle AS written, id FROM members WHERE handle = ANY ($1::citext[])
               UNION ALL SELECT h.handle, h.member_id FROM handle_history h WHERE h.handle = ANY ($1::citext[]) AND NOT EXISTS (SELECT 1 FROM members taken WHERE taken.handle = h.handle)) called
         JOIN members m ON m.id = called.id WHERE m.state <> 'suspended'`,
      [handles, memberId],
    );
    try {
      const { html, plain, mentions } = await this.renderer.render(source, new Map(members.map(({ written, handle }) => [written.toLowerCase(), handle])));
      const called = new Set(mentions);
      return accept({ source, html, plain, renderer: RENDERER_VERSION, mentionedIds: [...new Set(members.filter((one) => called.has(one.written.toLowerCase()) && !one.apart).map(({ id }) => id))], fileIds: [...new Set(Array.from(html.matchAll(SHOWN_FILE), ([, id]) => id ?? ''))].slice(0, MOST_FILES) });
    } catch (error) {
      if (error instanceof TooIntricate) return refuse('post.tooIntricate', 'body');
      throw error;
    }
  }
}
