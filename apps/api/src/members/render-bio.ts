import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@foyer/domain/result';
import { Database } from '../platform/database/database.js';
import { candidateHandles, TextRenderer, TooIntricate } from '../platform/text/index.js';

/** What a member says of herself, as it is stored. */
export interface RenderedBio {
  readonly source: string;
  readonly html: string;
  readonly plain: string;
}

/** Renders what a member says of herself, before any transaction is open. */
@Injectable()
export class RenderBio {
  constructor(
    private readonly database: Database,
    private readonly text: TextRenderer,
  ) {}

  async of(source: string): Promise<Result<RenderedBio>> {
    if (source === '') return accept({ source, html: '', plain: '' });
    try {
      const { html, plain } = await this.text.render(source, await this.known(source));
      return accept({ source, html, plain });
    } catch (error) {
      if (error instanceof TooIntricate) return refuse('member.bioIntricate', 'bio');
      throw error;
    }
  }

  private async known(bio: string): Promise<ReadonlyMap<string, string>> {
    const handles = candidateHandles(bio);
    if (handles.length === 0) return new Map();
    const rows = await this.database.rows<{ handle: string }>('SELECT handle::text FROM members WHERE handle = ANY ($1::citext[])', [handles]);
    return new Map(rows.map((row) => [row.handle.toLowerCase(), row.handle]));
  }
}
