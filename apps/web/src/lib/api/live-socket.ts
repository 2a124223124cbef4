/** What a connection needs of a WebSocket, so that tests can give another. */
export type Wire = Pick<WebSocket, 'send' | 'close' | 'onmessage' | 'onclose'>;
type Listener = (told: never) => void;
type Answer = (answer: never) => void;

/** In milliseconds: the wait before the next try doubles up to the longest, give or take half of it. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
/** In milliseconds: how long the server may take to let us in. */
const PATIENCE = 20_000;

/**
 * One connection to the house's socket.io server, opened anew whenever it is lost. It speaks what we use of the
 * protocol (Engine.IO 4, Socket.IO 5: JSON events and their answers, in one namespace, over a WebSocket), in a tenth of
 * the library's weight, which every reader of a thread would pay for.
 */
export class LiveSocket {
  connected = false;
  readonly #open: () => Wire;
  readonly #random: () => number;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #answers = new Map<number, Answer>();
  #wire: Wire | undefined;
  /** Whether the wire has said anything yet. */
  #greeted = false;
  #closed = false;
  #asked = 0;
  #tries = 0;
  /** How long the server may stay silent; it says so itself. */
  #silence = PATIENCE;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #next: ReturnType<typeof setTimeout> | undefined;

  /** @param random between 0 and 1: those who were sent away together do not come back together */
  constructor(open: () => Wire, random: () => number) {
    this.#open = open;
    this.#random = random;
    this.connect();
  }

  /** `connect` and `disconnect` are told by the connection itself, anything else by the server. */
  on(event: string, listener: Listener): void {
    const heard = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, heard.add(listener));
  }

  off(event: string, listener: Listener): void {
    this.#listeners.get(event)?.delete(listener);
  }

  /** Says something to the server, if there is a connection; an answer that is lost with it never comes. */
  emit(event: string, payload: object, answer?: Answer): void {
    if (!this.connected) return;
    if (answer) this.#answers.set(this.#asked, answer);
    this.#wire?.send(`42${answer ? this.#asked++ : ''}${JSON.stringify([event, payload])}`);
  }

  /** Tries at once, unless there is a connection: the network is back, say. */
  connect(): void {
    if (this.#wire || this.#closed) return;
    clearTimeout(this.#next);
    const wire = this.#open();
    this.#wire = wire;
    this.#greeted = false;
    this.#expect(PATIENCE);
    wire.onmessage = ({ data }) => {
      if (this.#wire === wire && typeof data === 'string') this.#hear(wire, data);
    };
    wire.onclose = () => {
      if (this.#wire === wire) this.lose();
    };
  }

  /** Gives up the connection that there is, and tries again in a while. */
  lose(): void {
    const wire = this.#wire;
    this.#wire = undefined;
    clearTimeout(this.#deadline);
    this.#answers.clear();
    if (wire) {
      // One that is still being opened is closed once it speaks: earlier, the browser would call that an error.
      wire.onmessage = () => wire.close();
      if (this.#greeted) wire.close();
    }
    if (this.connected) {
      this.connected = false;
      this.#tell('disconnect');
    }
    if (this.#closed) return;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#tries++) * (0.5 + this.#random());
    clearTimeout(this.#next);
    this.#next = setTimeout(() => this.connect(), wait);
  }

  /** Ends it for good. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#next);
    this.lose();
  }

  #hear(wire: Wire, data: string): void {
    this.#greeted = true;
    this.#expect(this.#silence);
    switch (data[0]) {
      case '0': {
        // Who we are to talk to, and how often it will ask whether we are there.
        const { pingInterval, pingTimeout } = JSON.parse(data.slice(1)) as { pingInterval: number; pingTimeout: number };
        this.#silence = pingInterval + pingTimeout;
        wire.send('40');
        break;
      }
      case '2':
        wire.send('3');
        break;
      case '4':
        this.#read(data);
        break;
      case '1':
        this.lose();
    }
  }

  #read(data: string): void {
    const from = data.search(/[[{]/);
    const body: unknown = from < 0 ? undefined : JSON.parse(data.slice(from));
    switch (data[1]) {
      case '0':
        this.connected = true;
        this.#tries = 0;
        this.#tell('connect');
        break;
      case '1':
      case '4':
        // Sent away or not let in: perhaps a restart, so it is tried again.
        this.lose();
        break;
      case '2': {
        const [event, told] = body as [string, never];
        this.#tell(event, told);
        break;
      }
      case '3': {
        const id = Number(data.slice(2, from));
        const answer = this.#answers.get(id);
        this.#answers.delete(id);
        answer?.((body as [never])[0]);
      }
    }
  }

  #tell(event: string, ...told: never[]): void {
    this.#listeners.get(event)?.forEach((listener) => (listener as (...told: never[]) => void)(...told));
  }

  #expect(ms: number): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.lose(), ms);
  }
}
