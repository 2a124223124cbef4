import type { Bench } from './rounds.js';
import type { Row } from './rows.js';

/**
 * Asks each row's first and last request once and looks at the answers, so that nothing is measured that is an error,
 * an empty page or a sign-in page.
 * @throws with the row's name and what came back
 */
export async function probeRows(bench: Bench, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const requests = row.requests(bench.visitors);
    for (const request of [requests[0], requests.at(-1)]) {
      if (!request) continue;
      const answer = await fetch(bench.servers.warm.origin + request.path, {
        method: request.method,
        headers: request.headers,
        redirect: 'manual',
        ...(request.body !== undefined && { body: request.body.replace('{{key}}', `probe-${row.id}-${Date.now()}`) }),
      });
      const text = await answer.text();
      const wrong = answer.status !== 200 || (request.method === 'POST' ? /"errors"|"Refused"|"thread":null/.test(text) : !/<main/.test(text));
      if (wrong) throw new Error(`${row.id}: ${request.method} ${request.path} gave ${answer.status}: ${text.slice(0, 600)}`);
    }
  }
}
