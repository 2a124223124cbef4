const french = !/^(en|C\b|POSIX)/.test(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || 'fr') || !process.env['LANG'];
export const terminalLocale: 'fr' | 'en' = french ? 'fr' : 'en';
/** The sentence in the terminal's language. */
export const pick = (fr: string, en: string): string => (french ? fr : en);

/** What the server says to whoever starts it, in the language of the terminal; French when it has none. */
export const say = {
  databaseUnreachable: (why: string) => pick(`PostgreSQL ne répond pas : ${why}`, `PostgreSQL does not answer: ${why}`),
  migrationFailed: (why: string) => pick(`La migration de la base a échoué et a été annulée : ${why}`, `The database migration failed and was undone: ${why}`),
  storyFailed: (why: string) => pick(`La démonstration n’a pas pu être écrite ; le prochain démarrage la reprendra : ${why}`, `The demonstration could not be written; the next start will take it up again: ${why}`),
  portTaken: (host: string, port: number) => pick(`Le port ${port} est déjà pris sur ${host} : choisissez-en un autre avec PORT.`, `Port ${port} is taken on ${host}: choose another with PORT.`),
  startFailed: (why: string) => pick(`Le démarrage a échoué : ${why}`, `The start failed: ${why}`),
  stopFailed: (why: string) => pick(`L’arrêt a échoué : ${why}`, `The stop failed: ${why}`),
};
