import cliProgress from 'cli-progress';
import { pick } from '../platform/config/say.js';
import type { ImportProgress } from './import-discourse.js';

/** A bar with the time left; on a pipe, a line now and then. */
export function progressBar(): ImportProgress {
  let bar: cliProgress.SingleBar | null = null;
  let scale = 1;
  let done = 0;
  return {
    start(phase, total) {
      const reading = phase === 'reading';
      const label = reading ? pick('Lecture ', 'Reading ') : pick('Écriture', 'Writing ');
      const unit = reading ? pick('Ko', 'kB') : pick('publications', 'posts');
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
      done = 0;
      scale = reading ? 1_024 : 1;
      bar.start(Math.max(1, Math.round(total / scale)), 0);
    },
    advance(by) {
      done += by;
      bar?.update(Math.round(done / scale));
    },
    end() {
      bar?.stop();
      bar = null;
    },
  };
}
