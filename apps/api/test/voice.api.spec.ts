import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { startApp, type TestApp, VISITOR } from './harness.js';

const SOURCES = path.join(import.meta.dirname, '../src');
/** Words that say *tu*; "te" and "ton" inside longer words do not count. */
const FAMILIAR = /(?:^|[^\p{L}])(?:tu|te|toi|ton|ta|tes|tien|tienne|t’\p{L}+)(?=[^\p{L}]|$)/iu;
const FORMAL = /(?:^|[^\p{L}])(?:vous|votre|vos|vôtre|\p{L}{3,}ez)(?=[^\p{L}]|$)/iu;
/** The sentences of the product's own code: French, and the same with *vous* where there is one. */
const PHRASE = /fr: '((?:[^'\\]|\\.)*)',(?: vous: '((?:[^'\\]|\\.)*)',)? en: '/gu;
/** Orders given to the reader, as the code has them. */
const ORDER = /(?:^|[.:!?] |, |\s(?:puis|ou|et) )(?:ajoute|allège|attends|change|choisis|confirme|connecte|copie|délie|demande|donne|écris|essaie|ferme|lis|mets|nomme|ouvre|préviens|prouve|recommence|réduis|réessaie|relie|relis|reprends|retire|reviens|utilise|vérifie)s?(?=[\s,.-])/iu;

describe('the voice of the house', () => {
  it('exists in both forms wherever the reader is addressed', async () => {
    const alone: string[] = [];
    const mixed: string[] = [];
    let addressed = 0;
    for await (const file of glob('**/*.ts', { cwd: SOURCES })) {
      if (file.endsWith('.spec.ts')) continue;
      for (const [, familiar = '', formal] of (await readFile(path.join(SOURCES, file), 'utf8')).matchAll(PHRASE)) {
        if (formal === undefined && (FAMILIAR.test(familiar) || ORDER.test(familiar))) alone.push(`${file}: ${familiar}`);
        if (formal !== undefined && (FAMILIAR.test(formal) || !FORMAL.test(formal))) mixed.push(`${file}: ${formal}`);
        if (formal !== undefined) addressed += 1;
      }
    }
    expect({ alone, mixed }).toEqual({ alone: [], mixed: [] });
    expect(addressed).toBeGreaterThan(60);
  });

  describe('when it says vous', () => {
    let app: TestApp;
    beforeAll(async () => {
      app = await startApp();
    });
    afterAll(() => app.close());

    it('says so in refusals, from the next request on, and changes nothing for who reads English', async () => {
      const RESET = 'mutation ($token: String!, $password: String!) { resetPassword(token: $token, password: $password) { ... on Refused { message } } }';
      const refusal = async (language: string): Promise<string | undefined> => {
        const { data } = await app.gql<{ resetPassword: { message?: string } }>(RESET, { token: 'x'.repeat(43), password: 'une phrase assez longue' }, VISITOR, { 'accept-language': language });
        return data.resetPassword.message;
      };
      expect(await refusal('fr')).toBe('Ce lien n’est plus valable. Demandes-en un autre.');
      await app.owner.query("UPDATE community SET voice = 'vous', revision = revision + 1");
      expect(await refusal('fr')).toBe('Ce lien n’est plus valable. Demandez-en un autre.');
      expect(await refusal('en')).toBe('This link is no longer valid. Ask for another.');
      await app.owner.query("UPDATE community SET voice = 'tu', revision = revision + 1");
      expect(await refusal('fr')).toBe('Ce lien n’est plus valable. Demandes-en un autre.');
    });
  });
});
