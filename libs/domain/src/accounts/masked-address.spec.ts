import { maskedAddress } from './masked-address.js';

describe('an address that is not to be read', () => {
  it.each([
    ['nona.le.gall@kerlune.example', 'n…@k….example'],
    ['a@b.fr', 'a…@b….fr'],
    ['élise@mail.kerlune.example', 'é…@m….example'],
  ])('shows little of %s', (email, shown) => expect(maskedAddress(email)).toBe(shown));
});
