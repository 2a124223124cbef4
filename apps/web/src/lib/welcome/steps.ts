import type { ResultOf } from '#lib/api/graphql.ts';
import { m } from '#lib/i18n/index.ts';
import type { WelcomeQuery } from './welcome.operations.ts';

export type Path = NonNullable<ResultOf<typeof WelcomeQuery>['welcome']>;
export type Step = Path['steps'][number];

const titles: Record<Step['name'], () => string> = {
  interests: m.welcome_interests,
  spaces: m.welcome_spaces,
  introduce: m.welcome_introduce,
  react: m.welcome_react,
};

export const stepTitle = (name: Step['name']): string => titles[name]();
