import { localAddress } from './local-address.ts';

it('goes back to addresses of this site only', () => {
  expect(localAddress('/spaces/lampes?filter=unread')).toBe('/spaces/lampes?filter=unread');
  for (const given of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', null, 42, '/a\nb', '/\t/evil.example', `/${'a'.repeat(3000)}`]) {
    expect(localAddress(given)).toBe('/');
  }
});
