export { PASSWORD_MAX_BYTES, PASSWORD_MIN, PASSWORD_MIN_ADMIN, SECOND_FACTOR_ROLES, checkPassword, parseEmail, parseSignUp, type SignUpDraft } from './account-rules.js';
export { maskedAddress } from './masked-address.js';
