import { localAddress } from './local-address.ts';

it('goes back to addresses of this site only', () => {
  expect(localAddress('/spaces/lampes?filter=unread')).toBe('/spaces/lampes?filter=unread');
  expect(localAddress('/spaces/été?tag=“brume”#💡')).toBe('/spaces/%C3%A9t%C3%A9?tag=%E2%80%9Cbrume%E2%80%9D#%F0%9F%92%A1');
  for (const given of ['/.//evil.example', '/x/..//evil.example', '/%2e//evil.example', '//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', null, 42, '/a\nb', '/\t/evil.example', `/${'a'.repeat(3000)}`]) {
    expect(localAddress(given)).toBe('/');
  }
});
