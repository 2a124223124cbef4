/** A text in which LIKE finds nothing but itself. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
