/** The icons of the house, by their Lucide names. Add a name here and the sprite is rebuilt with the pages. */
export const iconNames = [
  'archive', 'arrow-down', 'arrow-left', 'arrow-right', 'arrow-up', 'at-sign', 'badge-check', 'bell',
  'bold', 'bookmark', 'camera', 'calendar-days', 'check', 'check-check', 'chevron-down', 'chevron-left',
  'chevron-right', 'chevron-up', 'circle-alert', 'circle-check', 'circle-help', 'circle-user', 'clock',
  'cloud-check', 'cloud-off', 'code', 'compass', 'copy', 'corner-up-left', 'ellipsis', 'external-link', 'filter',
  'ban', 'eye', 'eye-off', 'file-down', 'flame', 'globe', 'grip-vertical', 'hand-heart', 'hand', 'heart', 'history', 'house', 'layout-grid',
  'image', 'inbox', 'info', 'italic', 'key-round', 'languages', 'laugh', 'lightbulb', 'link', 'list', 'list-checks',
  'lock', 'lock-open', 'log-in', 'log-out', 'mail', 'map-pin', 'megaphone', 'menu', 'message-circle-question-mark',
  'message-square', 'messages-square', 'minus', 'monitor', 'moon', 'party-popper', 'pen-line', 'pencil', 'pin', 'pin-off', 'plus',
  'quote', 'refresh-cw', 'reply', 'rotate-ccw', 'scale', 'scroll-text', 'search', 'send', 'settings', 'share-2', 'shield',
  'smartphone', 'smile-plus', 'sun', 'sunrise', 'tag', 'thumbs-up', 'ticket', 'trash-2', 'triangle-alert', 'undo-2', 'user', 'users', 'waves', 'x', 'zoom-in',
] as const;

/** A name of the sprite. */
export type IconName = (typeof iconNames)[number];
