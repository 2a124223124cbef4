import type { Random } from './random.js';
import type { Vocabulary } from './vocabulary.js';

/** Words of a post, both bounds included. */
export const SHORTEST = 50;
export const LONGEST = 300;

/** A post in Markdown, as people write them: mostly paragraphs, some lists, quotes, code, links and emphasis. */
export function postText(random: Random, vocabulary: Vocabulary, mentionable: readonly string[]): string {
  const writer = new Writer(random, vocabulary, mentionable, random.between(SHORTEST, LONGEST));
  const blocks: string[] = [];
  while (writer.left > 0) blocks.push(block(writer));
  return blocks.join('\n\n');
}

/** A title of 3 to 9 words. */
export function titleText(random: Random, vocabulary: Vocabulary, locale: 'fr' | 'en'): string {
  const words = [vocabulary.rareWord(random)];
  for (let wanted = random.between(2, 8); wanted > 0; wanted--) words.push(vocabulary.word(random));
  const title = capital(words.join(' '));
  return random.chance(0.3) ? `${title}${locale === 'fr' ? ' ?' : '?'}` : title;
}

function block(writer: Writer): string {
  const { random } = writer;
  const kind = random.next();
  if (kind < 0.7 || writer.left < 24) return writer.paragraph(random.between(18, 70));
  if (kind < 0.79) return lines(writer, random.between(2, 5), () => '- ');
  if (kind < 0.83) return lines(writer, random.between(2, 4), (at) => `${at + 1}. `);
  if (kind < 0.91) return `> ${writer.paragraph(random.between(8, 20))}`;
  if (kind < 0.95) return `\`\`\`\n${writer.plain(random.between(3, 6))}\n${writer.plain(random.between(3, 6))}\n\`\`\``;
  if (kind < 0.98) return `## ${capital(writer.plain(random.between(2, 5)))}`;
  return `| ${writer.plain(1)} | ${writer.plain(1)} |\n| --- | --- |\n| ${writer.plain(3)} | ${writer.plain(2)} |\n| ${writer.plain(2)} | ${writer.plain(3)} |`;
}

function lines(writer: Writer, count: number, mark: (at: number) => string): string {
  const items: string[] = [];
  for (let at = 0; at < count && writer.left > 0; at++) items.push(mark(at) + writer.paragraph(writer.random.between(3, 12)));
  return items.join('\n');
}

/** Gives words out until the post has as many as it should. */
class Writer {
  constructor(
    readonly random: Random,
    private readonly vocabulary: Vocabulary,
    private readonly mentionable: readonly string[],
    public left: number,
  ) {}

  /** Bare words, no more than are left (one at least, so that no block is empty). */
  plain(wanted: number): string {
    const count = Math.max(1, Math.min(wanted, this.left));
    this.left -= count;
    const words: string[] = [];
    for (let at = 0; at < count; at++) words.push(this.vocabulary.word(this.random));
    return words.join(' ');
  }

  /** Sentences with emphasis, links, code and mentions here and there. */
  paragraph(wanted: number): string {
    const sentences: string[] = [];
    let rest = Math.min(wanted, this.left);
    while (rest > 0) {
      const length = Math.min(rest, this.random.between(6, 18));
      rest -= length;
      sentences.push(this.sentence(length));
    }
    return sentences.join(' ');
  }

  private sentence(length: number): string {
    const parts: string[] = [];
    let rest = length;
    while (rest > 0) {
      const run = Math.min(rest, this.random.between(3, 9));
      rest -= run;
      parts.push(this.inline(run));
    }
    return `${capital(parts.join(', '))}.`;
  }

  private inline(words: number): string {
    const kind = this.random.next();
    if (kind < 0.8) return this.plain(words);
    const first = words > 3 ? `${this.plain(words - 2)} ` : '';
    const marked = this.plain(words > 3 ? 2 : words);
    if (kind < 0.87) return `${first}**${marked}**`;
    if (kind < 0.91) return `${first}*${marked}*`;
    if (kind < 0.94) return `${first}\`${marked}\``;
    if (kind < 0.98) return `${first}[${marked}](https://www.example.org/${encodeURIComponent(this.vocabulary.rareWord(this.random))})`;
    if (kind < 0.99 || this.mentionable.length === 0) return `${first}~~${marked}~~`;
    return `${first}${marked} @${this.random.pick(this.mentionable)}`;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
