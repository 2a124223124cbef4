/** An address of the web as people say it: without its scheme and its last slash. */
export const shortAddress = (link: string): string => link.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');

/** Where a way to be reached leads: the web, or a mail. */
export const contactAddress = (contact: string): string => (/^https?:\/\//.test(contact) ? contact : `mailto:${contact}`);

export const isMail = (contact: string): boolean => !/^https?:\/\//.test(contact);
