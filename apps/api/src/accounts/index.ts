export { AccountsModule } from './accounts.module.js';
export { Claims } from './claims.js';
export { Passwords } from './passwords.js';
export { SignInDemo } from './sign-in-demo.js';
