export { mailCommand } from './mail-command.js';
export { MailConsoleModule } from './mail.module.js';
export { serveOneClick } from './one-click.js';
export { StopMails } from './stop-mails.js';
