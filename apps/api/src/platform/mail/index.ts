export { Mailer, type Letter } from './mailer.js';
export { MailRenderer, type MailFacts } from './mail-renderer.js';
export { registerMail, templateNamed, templateNames, type MailBody, type MailTemplates, type MailWords, type Phrase } from './mail-template.js';
