import { text } from '#lib/api/forms.ts';
import { type Audience, AUDIENCES, isProfileField, type ProfileField } from './audiences.ts';

const AUDIENCE_PREFIX = 'for-';

/** Words typed in one line, separated by commas. */
export const wordsIn = (form: FormData, name: string): string[] =>
  text(form, name).split(/[,;\n]/).map((word) => word.trim()).filter((word) => word !== '');

/** Links typed one per line, or separated by spaces. */
export const linksIn = (form: FormData): string[] => text(form, 'links').split(/\s+/).filter((link) => link !== '');

/** One line of a form, null when it is empty. */
export const lineIn = (form: FormData, name: string): string | null => text(form, name).trim() || null;

/** Who may see each field, of the fields named `for-<field>`. */
export function audiencesIn(form: FormData): { field: ProfileField; audience: Audience }[] {
  return [...form].flatMap(([name, value]) => {
    const field = name.startsWith(AUDIENCE_PREFIX) ? name.slice(AUDIENCE_PREFIX.length) : '';
    const audience = AUDIENCES.find((known) => known === value);
    return isProfileField(field) && audience ? [{ field, audience }] : [];
  });
}
