export { generatedAvatar } from './generated-avatar.js';
export { BIO_MAX, DISPLAY_NAME_MAX, handleFrom, parseDisplayName } from './profile-rules.js';
