export { WelcomeModule } from './welcome.module.js';
export { OWN_LETTER, written } from './letter.js';
