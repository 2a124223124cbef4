import { diffWordsWithSpace } from 'diff';
import { formOf, refuse, text } from '#lib/api/forms.ts';
import { pageFailure } from '#lib/api/load.ts';
import { PublishRulesMutation, RulesEditionsQuery } from '#lib/admissions/console.operations.ts';
import { m } from '#lib/i18n/index.ts';
import type { Actions, PageServerLoad } from './$types';

export interface DiffPart {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const { rulesEditions: editions } = await locals.api(RulesEditionsQuery).catch((cause: unknown) => pageFailure(cause, url));
  const wanted = Number(url.searchParams.get('compare'));
  const at = editions.findIndex((edition) => edition.version === wanted);
  const [after, before] = [editions[at], editions[at + 1]];
  const compared = after && before ? { version: after.version, fr: parts(before.sourceFr, after.sourceFr), en: parts(before.sourceEn, after.sourceEn) } : null;
  return { title: m.admission_rules_console(), editions, compared };
};

const parts = (before: string, after: string): DiffPart[] =>
  // Texts that have little in common are not compared for long: the two are shown one after the other.
  (diffWordsWithSpace(before, after, { timeout: 500 }) ?? [{ value: before, removed: true, added: false }, { value: after, added: true, removed: false }]).map((part) => ({
    text: part.value, kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
  }));

export const actions: Actions = {
  default: async ({ request, locals, url }) => {
    const form = await formOf({ request, locals });
    const input = { sourceFr: text(form, 'sourceFr'), sourceEn: text(form, 'sourceEn'), changeFr: text(form, 'changeFr'), changeEn: text(form, 'changeEn') };
    const { publishRules: done } = await locals.api(PublishRulesMutation, { input }).catch((cause: unknown) => pageFailure(cause, url, `${input.sourceFr}\n\n${input.sourceEn}`));
    return done.__typename === 'Refused' ? refuse(form, done) : { published: done.version };
  },
};
