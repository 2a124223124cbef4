import cliProgress from 'cli-progress';
import { pick } from '../platform/config/say.js';
import type { ImportProgress } from './import-discourse.js';

/** A bar with the time left; on a pipe, a line now and then. */
export function progressBar(): ImportProgress {
  let bar: cliProgress.SingleBar | null = null;
  return {
    start(phase, total) {
      const reading = phase === 'reading';
      const label = reading ? pick('Lecture ', 'Reading ') : pick('Écriture', 'Writing ');
      const unit = reading ? pick('octets', 'bytes') : pick('publications', 'posts');
      bar = new cliProgress.SingleBar({
        format: `${label} {bar} {percentage} % · {value}/{total} ${unit} · ${pick('reste', 'left')} {eta_formatted}`,
        hideCursor: true,
        etaBuffer: 200,
        barsize: 28,
        barCompleteChar: '━',
        barIncompleteChar: '─',
        stream: process.stderr,
        noTTYOutput: true,
        notTTYSchedule: 5_000,
      });
      bar.start(Math.max(1, total), 0);
    },
    advance: (by) => bar?.increment(by),
    end() {
      bar?.stop();
      bar = null;
    },
  };
}
