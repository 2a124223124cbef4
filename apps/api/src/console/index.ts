export { ConsoleModule } from './console.module.js';
export { Waiting, type WaitingKind } from './waiting.js';
