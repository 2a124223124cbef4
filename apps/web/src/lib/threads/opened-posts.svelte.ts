import type { ThreadPageData } from './thread-types.ts';

/** A post's text as it was written, to correct it. */
export interface PostSource {
  readonly source: string;
  /** The number of edits that the source includes. */
  readonly version: number;
  /** What was typed already, when an edit is taken up again. */
  readonly typed?: string;
}
/** The two menus of a post: what to do with it, and the reactions to choose from. */
export type PostMenuName = 'acts' | 'react';

/** What stands open at one post. */
export interface PostOpen {
  readonly menu: PostMenuName | null;
  readonly edit: boolean;
  readonly remove: boolean;
}

/** Which forms and menus of the posts stand open: those of the address at first, then those one opens. */
export class OpenedPosts {
  #menu: { readonly code: string; readonly name: PostMenuName } | null = $state.raw(null);
  #edits: ReadonlyMap<string, PostSource> = $state.raw(new Map());
  #removals: ReadonlySet<string> = $state.raw(new Set());

  constructor({ acts, react, edit, remove }: ThreadPageData['open']) {
    if (acts !== null) this.#menu = { code: acts, name: 'acts' };
    else if (react !== null) this.#menu = { code: react, name: 'react' };
    if (edit) this.#edits = new Map([[edit.code, edit]]);
    if (remove !== null) this.#removals = new Set([remove]);
  }

  /** What stands open at a post; null when nothing does, as at most of them. */
  of(code: string): PostOpen | null {
    const menu = this.#menu?.code === code ? this.#menu.name : null;
    const edit = this.#edits.has(code);
    const remove = this.#removals.has(code);
    return menu || edit || remove ? { menu, edit, remove } : null;
  }

  get menu(): { readonly code: string; readonly name: PostMenuName } | null {
    return this.#menu;
  }

  /** Opens a menu in place of the one that was open, or closes it. */
  toggle(code: string, name: PostMenuName): void {
    this.#menu = this.#menu?.code === code && this.#menu.name === name ? null : { code, name };
  }

  closeMenu(): void {
    this.#menu = null;
  }

  source(code: string): PostSource | undefined {
    return this.#edits.get(code);
  }

  edit(code: string, source: PostSource): void {
    this.#edits = new Map(this.#edits).set(code, source);
  }

  closeEdit(code: string): void {
    this.#edits = new Map([...this.#edits].filter(([one]) => one !== code));
  }

  remove(code: string): void {
    this.#removals = new Set([...this.#removals, code]);
  }

  closeRemoval(code: string): void {
    this.#removals = new Set([...this.#removals].filter((one) => one !== code));
  }
}
