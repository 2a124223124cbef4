import { text } from '#lib/api/forms.ts';

/** The form of a custom role. */
export function roleInput(form: FormData): { name: string; description: string; permissions: string[] } {
  return { name: text(form, 'name'), description: text(form, 'description'), permissions: permissionsIn([...form.keys()]) };
}

const FAMILY = 'permission:';
const permissionsIn = (names: readonly string[]): string[] => names.flatMap((name) => (name.startsWith(FAMILY) ? [name.slice(FAMILY.length)] : []));

/** What was typed before a refusal. */
export function roleTyped(typed: Readonly<Record<string, string>>): { name: string; description: string; permissions: string[] } {
  return { name: typed['name'] ?? '', description: typed['description'] ?? '', permissions: permissionsIn(Object.keys(typed)) };
}
