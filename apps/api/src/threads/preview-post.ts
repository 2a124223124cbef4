import { Injectable } from '@nestjs/common';
import { accept, type Result } from '@foyer/domain/result';
import { parseReply } from '@foyer/domain/threads';
import type { RequestContext } from '../platform/http/request-context.js';
import { Limits } from '../platform/limits/limits.js';
import { writerOf } from './saved-post.js';
import { WriteText } from './written-text.js';
import type { Preview } from './writing.types.js';

/** Shows a text as it would be shown, without keeping it. */
@Injectable()
export class PreviewPost {
  constructor(
    private readonly text: WriteText,
    private readonly limits: Limits,
  ) {}

  async run(ctx: RequestContext, body: string): Promise<Result<Preview>> {
    const memberId = writerOf(ctx);
    await this.limits.charge('preview.member', memberId);
    const draft = parseReply({ body });
    if (!draft.ok) return draft;
    const text = await this.text.of(draft.value.body, memberId);
    return text.ok ? accept({ html: text.value.html }) : text;
  }
}
