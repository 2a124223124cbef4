import { AGE_FLOORS, domainAdmitted, floorOf, isFloor, parseAnswers, parseDomains, parseQuestions, rolesToOffer } from './index.js';

describe('age floors', () => {
  it('are the country’s, unless the house set another; sixteen where nothing is known', () => {
    expect([floorOf('FR', {}), floorOf('FR', { FR: 16 }), floorOf('ZZ', {}), floorOf('constructor', {})]).toEqual([15, 16, 16, 16]);
  });

  it('never lie below what the law knows', () => {
    expect(Object.entries(AGE_FLOORS).filter(([, age]) => !isFloor(age))).toEqual([]);
    expect([12, 22, 15.5].filter(isFloor)).toEqual([]);
  });
});

describe('mail domains', () => {
  it('are read as they are typed, sorted and once', () => {
    expect(parseDomains('@Kerlune.example, presse.example\n kerlune.example. ', 'allowed')).toEqual({ ok: true, value: ['kerlune.example', 'presse.example'] });
    expect(parseDomains('kerlune', 'allowed')).toMatchObject({ ok: false, refusal: { code: 'admission.domain', field: 'allowed' } });
  });

  it.each([
    ['a@kerlune.example', { allowed: [], refused: [] }, true],
    ['a@kerlune.example', { allowed: ['kerlune.example'], refused: [] }, true],
    ['a@mail.Kerlune.example', { allowed: ['kerlune.example'], refused: [] }, true],
    ['a@notkerlune.example', { allowed: ['kerlune.example'], refused: [] }, false],
    ['a@kerlune.example', { allowed: ['kerlune.example'], refused: ['kerlune.example'] }, false],
    ['a@jetable.example', { allowed: [], refused: ['jetable.example'] }, false],
  ])('%s with %j: %s', (email, lists, admitted) => expect(domainAdmitted(email, lists)).toBe(admitted));
});

describe('questions', () => {
  it('are kept in both languages, empty ones left out', () => {
    const parsed = parseQuestions([{ id: '', fr: ' Où  marches-tu ? ', en: '', required: true }, { id: '', fr: '', en: ' ', required: false }]);
    expect(parsed).toEqual({ ok: true, value: [{ id: 'q1', fr: 'Où marches-tu ?', en: 'Où marches-tu ?', required: true }] });
  });

  it('want an answer where one is required', () => {
    const questions = [{ id: 'q1', fr: 'Où ?', en: 'Where?', required: true }, { id: 'q2', fr: 'Quand ?', en: 'When?', required: false }];
    expect(parseAnswers(questions, [{ id: 'q1', answer: '  ' }], 'fr')).toMatchObject({ refusal: { code: 'admission.answerMissing', field: 'answer:q1' } });
    expect(parseAnswers(questions, [{ id: 'q1', answer: ' Ici ' }, { id: 'q9', answer: 'x' }], 'en')).toEqual({ ok: true, value: [{ id: 'q1', question: 'Where?', answer: 'Ici' }] });
  });
});

it('nobody invites to more than she could give', () => {
  expect(rolesToOffer('cm')).toEqual(['member', 'ambassador']);
  expect(rolesToOffer('admin')).toContain('admin');
  expect(rolesToOffer(null)).toEqual([]);
});
