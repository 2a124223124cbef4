/** A text of one kind, as long as asked. */
export type WorstText = (characters: number) => string;

const filled = (piece: string): WorstText => (characters) => piece.repeat(Math.ceil(characters / piece.length)).slice(0, characters);
const after = (head: string, piece: string): WorstText => (characters) => head + filled(piece)(characters - head.length);
const lines = (line: (at: number) => string): WorstText => (characters) => Array.from({ length: characters }, (_, at) => line(at)).join('\n').slice(0, characters);
const wideTable = (columns: number): WorstText => after(`${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n`, `${'|a'.repeat(columns)}|\n`);

/**
 * Texts that no person writes: each makes a Markdown parser do as much as it can for its length. They stay under the
 * limits that refuse a text unparsed (30 quote or list marks on a line, 5,000 cells), or they would measure nothing.
 */
export const WORST_TEXTS: Readonly<Record<string, WorstText>> = {
  'pictures in pictures': (characters) => '!['.repeat(characters >> 2) + 'a' + ']()'.repeat(Math.floor(characters / 6)),
  'open brackets': filled('['),
  'brackets in brackets': (characters) => '['.repeat(characters >> 1) + ']'.repeat(characters >> 1),
  'links that never end': filled('[a]('),
  'links': filled('[a](b) '),
  'links to one address': (characters) => `${filled('[a] ')(characters - 8)}\n\n[a]: b`,
  'definitions': lines((at) => `[${at}]: a`),
  'emphasis that never ends': filled('*a **a '),
  'emphasis in emphasis': filled('**a *b* c** '),
  'emphasis of two kinds': filled('é*ü_'),
  'quotes thirty deep': filled(`${'>'.repeat(28)} a\n`),
  'a deep quote that goes on': after(`${'>'.repeat(28)} a\n`, 'a\n'),
  'quotes in stairs': lines((at) => `${'>'.repeat(1 + (at % 29))} a`),
  'lists on one line': filled(`${'- '.repeat(14)}a\n`),
  'lists in stairs': lines((at) => `${' '.repeat(2 * (at % 25))}- a`),
  'list items': filled('- a\n'),
  'empty list items': filled('*\n'),
  'lists in quotes': filled(`${'> - '.repeat(7)}a\n`),
  'a long table': (characters) => after('|a|b|\n|-|-|\n', '|a|b|\n')(Math.min(characters, 14_900)),
  'a wide table': (characters) => wideTable(60)(Math.min(characters, 9_900)),
  'table heads': filled('a|b\n-|-\n\n'),
  'underlined titles': filled('a\n=\n'),
  'paragraphs': filled('a\n\n'),
  'HTML tags': filled('<a>'),
  'HTML that never ends': filled('<a b="'),
  'addresses': filled('http://a.b '),
  'an address of entities': after('http://a.b/', '&amp;'),
  'an address of brackets': after('http://a.b/', ')'),
  'mail addresses': filled('a@b.c '),
  'mentions': filled('@member '),
  'at signs': filled('@'),
  'entities': filled('&amp;'),
  'one line': filled('a'),
  'one line of spaces': (characters) => `a${' '.repeat(characters - 2)}a`,
  'code that never ends': lines((at) => 'a`'.repeat(1 + (at % 40))),
  'backslashes': filled('\\'),
  'zero characters': filled('\u0000'),
};
