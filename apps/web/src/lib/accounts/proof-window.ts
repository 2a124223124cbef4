const CHANNEL = 'foyer-proof';

/** Tells the window that she came from that she has proved who she is; it asks the house whether it is so. */
export function tellProved(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('proved');
  channel.close();
}

/** Calls back when another window says so. @returns how to stop */
export function whenProved(call: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = call;
  return () => channel.close();
}
