import { Injectable, type OnModuleInit } from '@nestjs/common';
import { folded, type Question } from '@foyer/domain/search';
import type { RequestContext } from '../platform/http/request-context.js';
import { SearchKinds, type FoundThing } from '../platform/search/index.js';
import { SpacesQueries } from './spaces.queries.js';

/** Spaces as a search finds them: those that the viewer may read, by the beginnings of the words of their names. */
@Injectable()
export class FindSpaces implements OnModuleInit {
  constructor(
    private readonly spaces: SpacesQueries,
    private readonly kinds: SearchKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ kind: 'space', find: (ctx, question, most) => this.find(ctx, question, most) });
  }

  private async find(ctx: RequestContext, { terms }: Question, most: number): Promise<FoundThing[]> {
    const words = terms.flatMap((term) => term.split(' ')).map(folded);
    const named = (name: string): boolean => {
      const own = folded(name).split(/[^\p{L}\p{N}]+/u);
      return words.every((word) => own.some((part) => part.startsWith(word)));
    };
    const found = (await this.spaces.readable(ctx)).filter(({ name }) => named(name)).slice(0, most);
    return found.map((space) => ({ kind: 'space', title: space.name, hint: null, path: `/spaces/${space.slug}`, imageUrl: `/media/flags/${encodeURIComponent(space.icon)}.svg` }));
  }
}
