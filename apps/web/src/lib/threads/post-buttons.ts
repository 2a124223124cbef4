import type { Post } from './thread-types.ts';
import type { ThreadContext } from './thread-context.ts';

interface Pressed {
  readonly post: Post;
  readonly act: string;
  readonly button: HTMLElement;
}

/**
 * Hears the buttons of a list of posts, once for all of them: to answer, and to open and close menus. Each is a link to
 * the page with that open, which is followed where there is no JavaScript.
 */
export function hearPosts({ live, opened, write }: ThreadContext): (list: HTMLElement) => () => void {
  /** Which post a button belongs to, and what it does. */
  function pressed({ target }: Event): Pressed | null {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-act]') : null;
    const code = button?.closest<HTMLElement>('article')?.dataset['code'];
    const post = live.posts.find((one) => one.code === code);
    return button && post ? { post, act: button.dataset['act'] ?? '', button } : null;
  }
  function click(event: MouseEvent): void {
    const found = event.ctrlKey || event.metaKey || event.shiftKey ? null : pressed(event);
    if (!found) return;
    event.preventDefault();
    if (found.act === 'acts' || found.act === 'react') opened.toggle(found.post.code, found.act);
    else answer(found.post);
  }
  /** Brings the composer, with the words of the post that are selected. */
  function answer(post: Post): void {
    live.answering = { code: post.code, position: post.position, name: post.author.displayName };
    live.quoting = selectedIn(document.getElementById(`p-${post.position}`));
    write();
  }

  return (list) => {
    /** Space presses what looks like a button; Escape closes an open menu and goes back to its button. */
    function key(event: KeyboardEvent): void {
      const found = event.key === ' ' ? pressed(event) : null;
      if (found && found.act !== 'reply') {
        event.preventDefault();
        found.button.click();
      }
      const { menu } = opened;
      if (event.key !== 'Escape' || !menu) return;
      opened.closeMenu();
      list.querySelector<HTMLElement>(`article[data-code="${CSS.escape(menu.code)}"] [data-act="${menu.name}"]`)?.focus();
    }
    function elsewhere({ target }: PointerEvent): void {
      if (opened.menu && target instanceof Element && !target.closest('.post .menu')) opened.closeMenu();
    }
    list.addEventListener('click', click);
    list.addEventListener('keydown', key);
    window.addEventListener('pointerdown', elsewhere);
    return () => {
      list.removeEventListener('click', click);
      list.removeEventListener('keydown', key);
      window.removeEventListener('pointerdown', elsewhere);
    };
  };
}

function selectedIn(article: Element | null): string | null {
  const selection = window.getSelection();
  const text = selection?.toString().trim() ?? '';
  return text !== '' && article && selection && article.contains(selection.anchorNode) && article.contains(selection.focusNode) ? text : null;
}
