import type { RecordLocale } from '@foyer/domain/imports';

/** The few words that a conversion adds to a text, in the thread's language. */
export interface ImportWords {
  readonly poll: string;
  readonly details: string;
  readonly votes: (count: number) => string;
  readonly missingImage: (name: string) => string;
  readonly missingFile: (name: string) => string;
  readonly removedByAuthor: string;
  readonly removed: string;
  readonly formerMember: string;
  readonly formerHandle: string;
  readonly category: (id: number) => string;
  readonly uncategorised: string;
}

export const WORDS: Readonly<Record<RecordLocale, ImportWords>> = {
  fr: {
    poll: 'Sondage',
    details: 'Détails',
    votes: (count) => `${count} voix`,
    missingImage: (name) => (name ? `image absente de l’import : ${name}` : 'image absente de l’import'),
    missingFile: (name) => `fichier absent de l’import : ${name}`,
    removedByAuthor: 'Supprimé par son auteur',
    removed: 'Supprimé avant l’import',
    formerMember: 'Ancien membre',
    formerHandle: 'ancien-membre',
    category: (id) => `Catégorie ${id}`,
    uncategorised: 'Sans catégorie',
  },
  en: {
    poll: 'Poll',
    details: 'Details',
    votes: (count) => `${count} ${count === 1 ? 'vote' : 'votes'}`,
    missingImage: (name) => (name ? `image not in the import: ${name}` : 'image not in the import'),
    missingFile: (name) => `file not in the import: ${name}`,
    removedByAuthor: 'Removed by its author',
    removed: 'Removed before the import',
    formerMember: 'Former member',
    formerHandle: 'former-member',
    category: (id) => `Category ${id}`,
    uncategorised: 'Uncategorised',
  },
};
