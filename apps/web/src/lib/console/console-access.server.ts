import { error, redirect } from '@sveltejs/kit';
import type { Shell, ShellViewer } from '#lib/shell/shell.ts';

/**
 * Whoever may enter a page of the console. A visitor is asked to sign in; a member who lacks the
 * permission is told that there is nothing there.
 */
export function enterConsole(shell: Shell, url: URL, permissions: readonly string[]): ShellViewer {
  const { viewer } = shell;
  if (!viewer) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  if (!permissions.some((permission) => viewer.permissions.includes(permission))) error(404, { message: 'Not Found', code: 'NOT_FOUND' });
  return viewer;
}
