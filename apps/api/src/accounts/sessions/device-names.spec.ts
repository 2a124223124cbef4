import { deviceOf, networkOf, placeOf, writtenDevice } from './device-names.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describe('devices', () => {
  it.each([
    [FIREFOX, { kind: 'computer', browser: 'Firefox', system: 'Linux' }],
    [IPHONE, { kind: 'phone', browser: 'Safari', system: 'iOS' }],
    [null, { kind: 'unknown', browser: null, system: null }],
  ])('%s', (userAgent, device) => expect(deviceOf(userAgent)).toEqual(device));

  it.each(['', 'x', '\u0000', '<script>', 'Mozilla/5.0 ('.repeat(100)])('takes %j for what it is', (userAgent) => {
    expect(typeof writtenDevice(userAgent)).toBe('string');
  });
});

describe('places', () => {
  it.each([
    ['192.0.2.41', '192.0.2.…'],
    ['::ffff:192.0.2.41', '192.0.2.…'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['', null],
    [null, null],
  ])('%s', (address, network) => expect(networkOf(address)).toBe(network));

  it('are written with the country that the proxy named', () => {
    expect([placeOf('192.0.2.41', 'FR'), placeOf('192.0.2.41', null), placeOf('', null)]).toEqual(['192.0.2.… · FR', '192.0.2.…', '']);
  });
});
