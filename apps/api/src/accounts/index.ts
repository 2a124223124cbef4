export { AccountsModule } from './accounts.module.js';
export { AccountsRepository } from './accounts.repository.js';
export { Claims } from './claims.js';
export { OpenSession } from './open-session.js';
export { Passwords } from './passwords.js';
export { SignInDemo } from './sign-in-demo.js';
