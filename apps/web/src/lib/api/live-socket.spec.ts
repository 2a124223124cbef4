import { jest } from '@jest/globals';
import { LiveSocket, type Wire } from './live-socket.js';

/** The server's end of a WebSocket. */
class FakeWire implements Wire {
  onmessage: Wire['onmessage'] = null;
  onclose: Wire['onclose'] = null;
  readonly sent: string[] = [];
  closed = false;
  send(data: string): void {
    this.sent.push(data);
  }
  close(): void {
    this.closed = true;
  }
  says(data: string): void {
    (this.onmessage as ((event: { data: string }) => void) | null)?.({ data });
  }
  breaks(): void {
    (this.onclose as (() => void) | null)?.();
  }
  letsIn(): void {
    this.says('0{"sid":"a","upgrades":[],"pingInterval":20000,"pingTimeout":20000,"maxPayload":4096}');
    this.says('40{"sid":"b"}');
  }
}

let wires: FakeWire[] = [];
let socket: LiveSocket;
const told: unknown[] = [];
const last = (): FakeWire => {
  const wire = wires.at(-1);
  if (!wire) throw new Error('nothing was opened');
  return wire;
};

beforeEach(() => {
  jest.useFakeTimers();
  wires = [];
  told.length = 0;
  socket = new LiveSocket(() => {
    const wire = new FakeWire();
    wires.push(wire);
    return wire;
  }, () => 0.5);
  for (const event of ['connect', 'disconnect', 'news']) socket.on(event, (what: unknown) => told.push(what === undefined ? event : { [event]: what }));
});
afterEach(() => {
  socket.close();
  jest.useRealTimers();
});

it('greets the server, tells when it is let in, and passes on what is said', () => {
  last().letsIn();
  last().says('42["news",{"code":"x","text":"[2] {3}"}]');
  expect(last().sent).toEqual(['40']);
  expect(told).toEqual(['connect', { news: { code: 'x', text: '[2] {3}' } }]);
});

it('brings each answer to who asked', () => {
  last().letsIn();
  const answers: unknown[] = [];
  socket.emit('first', { a: 1 }, (answer) => answers.push(['first', answer]));
  socket.emit('plain', {});
  socket.emit('second', {}, (answer) => answers.push(['second', answer]));
  expect(last().sent.slice(1)).toEqual(['420["first",{"a":1}]', '42["plain",{}]', '421["second",{}]']);
  last().says('431[{"ok":true}]');
  last().says('430[{"ok":false}]');
  expect(answers).toEqual([['second', { ok: true }], ['first', { ok: false }]]);
});

it('says that it is there when asked, and opens another when the server has gone silent', () => {
  last().letsIn();
  jest.advanceTimersByTime(39_000);
  last().says('2');
  expect(last().sent.at(-1)).toBe('3');
  jest.advanceTimersByTime(39_999);
  expect(told).toEqual(['connect']);
  jest.advanceTimersByTime(1);
  expect(told).toEqual(['connect', 'disconnect']);
  jest.advanceTimersByTime(500);
  expect(wires).toHaveLength(2);
  expect(wires[0]?.closed).toBe(true);
});

it('tries again later and later, and at once when told to', () => {
  for (const [n, wait] of [500, 1_000, 2_000, 4_000, 8_000, 8_000].entries()) {
    last().breaks();
    jest.advanceTimersByTime(wait - 1);
    expect(wires).toHaveLength(n + 1);
    jest.advanceTimersByTime(1);
    expect(wires).toHaveLength(n + 2);
  }
  last().breaks();
  socket.connect();
  expect(wires).toHaveLength(8);
  last().letsIn();
  last().breaks();
  // A connection that was: the wait begins anew.
  jest.advanceTimersByTime(500);
  expect(wires).toHaveLength(9);
});

it.each(['41', '44{"message":"unavailable"}', '1'])('comes back after it was sent away by %s', (goodbye) => {
  last().letsIn();
  last().says(goodbye);
  expect(told.at(-1)).toBe('disconnect');
  jest.advanceTimersByTime(500);
  last().letsIn();
  expect(told.at(-1)).toBe('connect');
});

it('says nothing while there is no connection, and hears no late answer', () => {
  socket.emit('early', {}, () => told.push('answered'));
  expect(last().sent).toEqual([]);
  last().letsIn();
  socket.emit('asked', {}, () => told.push('answered'));
  const before = last();
  socket.lose();
  before.says('430[{}]');
  expect(told).toEqual(['connect', 'disconnect']);
});

it('is over when closed; one still being opened is closed once it speaks', () => {
  const opening = last();
  socket.close();
  expect(opening.closed).toBe(false);
  opening.letsIn();
  expect(opening.closed).toBe(true);
  jest.advanceTimersByTime(60_000);
  expect(wires).toHaveLength(1);
  expect(told).toEqual([]);
});
