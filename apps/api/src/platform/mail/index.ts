export { MailBell } from './mail-bell.js';
export { Mailer, type Letter } from './mailer.js';
export { MailRenderer, type MailFacts } from './mail-renderer.js';
export { registerMail, templateNamed, templateNames, type MailBody, type MailTemplates, type MailWords, type Phrase } from './mail-template.js';
export { StopLinks } from './stop-links.js';
