import { splitRawPosts } from './raw-posts.js';

const at = (day: number): Date => new Date(Date.UTC(2019, 5, day, 9));
const post = (number: number, username: string | null = 'gwenn'): Parameters<typeof splitRawPosts>[1][number] => ({ post_number: number, username, created_at: at(number), updated_at: at(number) });
const header = (number: number, username = 'gwenn', day = number): string => `${username} | 2019-06-0${day} 09:00:00 UTC | #${number}`;
const raw = (...posts: [head: string, text: string][]): string => posts.map(([head, text]) => `${head}\n\n${text}\n\n-------------------------\n`).join('\n');

describe('the Markdown of a topic', () => {
  it('is split by its headers', () => {
    const texts = splitRawPosts(raw([header(1), 'Un.\n\nDeux.'], [header(2, 'ronan'), 'Trois.']), [post(1), post(2, 'ronan')]);
    expect([...texts]).toEqual([[1, 'Un.\n\nDeux.'], [2, 'Trois.']]);
  });

  it('may hold rules and lines that look like headers', () => {
    const quoted = `Je recopie :\n\n-------------------------\n\n${header(7, 'ronan')}\n\n${header(2, 'someone')}\n\n-------------------------\n\nfin`;
    const texts = splitRawPosts(raw([header(1), quoted], [header(2), 'suite']), [post(1), post(2)]);
    expect(texts.get(1)).toBe(quoted);
    expect(texts.get(2)).toBe('suite');
  });

  it('may hold a header with a wrong date', () => {
    const quoted = `-------------------------\n\n${header(2, 'gwenn', 9)}\n\nrecopié`;
    expect(splitRawPosts(raw([header(1), quoted], [header(2), 'suite']), [post(1), post(2)]).get(1)).toBe(quoted);
  });

  it('is not believed where the same header stands twice', () => {
    const copied = `avant\n\n-------------------------\n\n${header(3)}\n\nrecopié`;
    const texts = splitRawPosts(raw([header(1), 'sûr'], [header(2), copied], [header(3), 'suite'], [header(4), 'sûr aussi']), [post(1), post(2), post(3), post(4)]);
    expect([...texts]).toEqual([[1, 'sûr'], [4, 'sûr aussi']]);
  });

  it('has Windows line ends, empty posts and posts of deleted accounts', () => {
    const texts = splitRawPosts(raw([header(1), ''], [header(2), 'un']).replaceAll('\n', '\r\n'), [post(1), post(2), post(3, null)]);
    expect([...texts]).toEqual([[1, ''], [2, 'un']]);
  });

  it('gives nothing for a text that is no export', () => {
    expect(splitRawPosts('# Titre\n\nUn texte.', [post(1)]).size).toBe(0);
  });
});
