export {
  BIO_MAX,
  DISPLAY_NAME_MAX,
  PASSWORD_MAX_BYTES,
  PASSWORD_MIN,
  PASSWORD_MIN_ADMIN,
  checkPassword,
  handleFrom,
  parseDisplayName,
  parseEmail,
  parseSignUp,
  type SignUpDraft,
} from './account-rules.js';
export { generatedAvatar } from './generated-avatar.js';
