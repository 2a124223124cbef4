import { createContext, onMount } from 'svelte';

/** The time as a page knows it. */
export interface Clock {
  /** Undefined in a page that may be cached, until it runs in the browser. */
  readonly now: Date | undefined;
  /** The community's IANA zone. */
  readonly timeZone: string;
}

const MINUTE_MS = 60_000;
const [readClock, setClock] = createContext<Clock>();

/**
 * Gives the pages below a clock. It starts at the server's time (so that server and browser write the
 * same words), then follows the browser's, minute by minute.
 */
export function provideClock(given: () => { now: string | undefined; timeZone: string }): void {
  let ticking: Date | undefined = $state.raw();
  onMount(() => {
    ticking = new Date();
    const timer = setInterval(() => (ticking = new Date()), MINUTE_MS);
    return () => clearInterval(timer);
  });
  setClock({
    get now() {
      const { now } = given();
      return ticking ?? (now === undefined ? undefined : new Date(now));
    },
    get timeZone() {
      return given().timeZone;
    },
  });
}

/** The clock of the page. */
export function useClock(): Clock {
  return readClock();
}
