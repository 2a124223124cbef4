import { acceptedLanguage, localeOf } from './preferences.ts';

describe('the language of a request', () => {
  it('follows the cookie, then the browser, then French', () => {
    expect(localeOf('en', 'fr-FR', 'tu')).toBe('en');
    expect(localeOf(undefined, 'en-GB,en;q=0.9', 'tu')).toBe('en');
    expect(localeOf(undefined, null, 'tu')).toBe('fr');
    expect(localeOf('xx<script>', 'de', 'tu')).toBe('fr');
  });

  it('says vous where the brand does', () => {
    expect(localeOf('fr', null, 'vous')).toBe('fr-x-vous');
    expect(localeOf('en', null, 'vous')).toBe('en');
  });

  it('weighs what the browser accepts', () => {
    expect(acceptedLanguage('de, en;q=0.4, fr;q=0.8')).toBe('fr');
    expect(acceptedLanguage('fr;q=0, en;q=0.1')).toBe('en');
    expect(acceptedLanguage('*')).toBeUndefined();
    expect(acceptedLanguage(',;;q=,')).toBeUndefined();
  });
});
