export { ConsoleModule } from './console.module.js';
export { Waiting, type WaitingKind, type Waits } from './waiting.js';
