/** Messages and formats in the viewer's language. `m.some_message()` is a function per message. */
export { m } from './paraglide/messages.js';
export { currentLocale, formatNumber, formatDay, formatWhen, formatClock, formatAbsolute, formatLongDate, formatMonth, dayParts, listOf, greetingHour, formatWait, spaced } from './formats.ts';
export { languageOf, type Language, type Locale, type Theme } from './preferences.ts';
