import { webAddress } from './web-address.js';

describe('a web address', () => {
  it.each([
    'javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', 'ftp://example.org', 'https://user:pass@example.org', 'https://localhost', 'http://a b.org',
    'https://example.org\\@evil.test', 'https://', 'java\u0000script:alert(1)', 'https://exam\u202eple.org', 'mailto:a@example.org', 'x',
  ])('is not %j', (text) => expect(webAddress(text)).toBeNull());

  it.each([
    ['example.org', 'https://example.org/'], ['HTTP://Example.org/A', 'http://example.org/A'], ['example.org:8080/x', 'https://example.org:8080/x'], ['https://élan.example', 'https://xn--lan-9la.example/'],
  ])('%s is %s', (typed, address) => expect(webAddress(typed)).toBe(address));
});
