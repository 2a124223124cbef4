import { Injectable } from '@nestjs/common';
import type { Question } from '@foyer/domain/search';
import type { RequestContext } from '../http/request-context.js';

/** Something that a search leads to beside posts: a member, a space, a tag, and whatever a capability brings. */
export interface FoundThing {
  /** The kind it was registered under. */
  readonly kind: string;
  readonly title: string;
  /** What tells it from others of the same name; null when nothing does. */
  readonly hint: string | null;
  /** The address of its page, within the house. */
  readonly path: string;
  readonly imageUrl: string | null;
}

export interface SearchKind {
  /** One word, e.g. `member`; the web has its label and its sign. */
  readonly kind: string;
  /** At most `most` of them, best first: only what the viewer may read, and in one statement at most. */
  find(ctx: RequestContext, question: Question, most: number): Promise<readonly FoundThing[]>;
}

/** Capabilities say here what of theirs is found by its name; posts have an index of their own. */
@Injectable()
export class SearchKinds {
  private readonly kinds: SearchKind[] = [];

  /** @throws when the kind is taken */
  register(kind: SearchKind): void {
    if (this.kinds.some((known) => known.kind === kind.kind)) throw new Error(`Two kinds are searched as ${kind.kind}`);
    this.kinds.push(kind);
  }

  /** Each kind's, in the order in which they were registered. */
  async find(ctx: RequestContext, question: Question, most: number): Promise<FoundThing[]> {
    if (question.terms.length === 0) return [];
    return (await Promise.all(this.kinds.map((kind) => kind.find(ctx, question, most)))).flat();
  }
}
