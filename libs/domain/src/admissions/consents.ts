/** What a person agrees to, each by itself. The rules are a condition of writing; the others are as she likes. */
export const CONSENTS = ['rules', 'newsletter', 'analytics'] as const;
export type Consent = (typeof CONSENTS)[number];

/** Those that she gives and withdraws as she likes. */
export const FREE_CONSENTS = ['newsletter', 'analytics'] as const satisfies readonly Consent[];
export type FreeConsent = (typeof FREE_CONSENTS)[number];

export interface ConsentWording {
  readonly version: number;
  readonly fr: string;
  readonly en: string;
}

/**
 * What is asked, word for word: the proof of a consent holds the hash of the sentence that was shown. Whoever changes a
 * sentence raises its version.
 */
export const CONSENT_WORDINGS: Readonly<Record<FreeConsent, ConsentWording>> = {
  newsletter: {
    version: 1,
    fr: 'Je veux recevoir la lettre de la communauté par e-mail. Chaque lettre porte un lien pour ne plus la recevoir.',
    en: 'I want the community’s newsletter by e-mail. Every letter has a link to stop it.',
  },
  analytics: {
    version: 1,
    fr: 'J’accepte que mes visites soient comptées pour améliorer la communauté. Rien n’est transmis à d’autres.',
    en: 'My visits may be counted to improve the community. Nothing is passed on to others.',
  },
};
