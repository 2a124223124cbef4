/** The rules of La Veillée, in both languages. */
export const storyRules = {
  fr: `La Veillée est un coin du feu : on y vient pour marcher mieux, et pour marcher ensemble.

## Se parler

- On répond à ce qui est écrit, pas à la personne qui l’écrit.
- Une question déjà posée mérite un lien et un mot gentil, jamais un soupir.
- Les avis sur le matériel disent le terrain, le temps et le nombre de nuits.

## La côte et ses dangers

- Pas de trace partagée à travers une zone protégée, ni pendant la nidification.
- Qui parle de marée ou de falaise vérifie ses heures et donne sa source.

## Ce que fait l’équipe

- Un message retiré laisse sa raison à sa place.
- La modération répond à qui lui écrit, sous deux jours.
- Kerlune lit les critiques de ses lampes et y répond ; elle n’en retire aucune parce qu’elle dérange.`,
  en: `La Veillée is a fireside: one comes here to walk better, and to walk together.

## Talking

- We answer what is written, not the person who writes it.
- A question asked before deserves a link and a kind word, never a sigh.
- Opinions on gear say the ground, the weather and the number of nights.

## The coast and its dangers

- No track is shared through a protected area, nor in the nesting season.
- Whoever speaks of tides or cliffs checks the times and gives the source.

## What the team does

- A removed post leaves its reason in its place.
- Moderation answers whoever writes to it, within two days.
- Kerlune reads criticism of its lamps and answers it; it removes none because it is unwelcome.`,
} as const;

/** What newcomers were asked while La Veillée opened by application. */
export const storyQuestions = [
  { id: 'q1', fr: 'Où marches-tu le plus souvent ?', en: 'Where do you walk most often?', required: true },
  { id: 'q2', fr: 'Qu’aimerais-tu trouver ici ?', en: 'What would you like to find here?', required: false },
] as const;

/** People who wait for an answer, oldest first; `hours` before now. */
export const storyApplications = [
  { name: 'Rozenn Guivarc’h', email: 'rozenn.g@marcheurs.example', hours: 44, answers: ['Le tour de l’île de Batz, et la côte de granit rose quand il pleut.', 'Des gens qui partent en novembre.'] },
  { name: 'Tanguy Le Bihan', email: 'tanguy@lebihan.example', hours: 19, answers: ['Presqu’île de Crozon, toujours par le sentier du bas.', 'Savoir si la Vigie tient vraiment deux nuits.'] },
  { name: 'Clara Dubois', email: 'clara.dubois@sentier.example', hours: 3, answers: ['Je commence : deux week-ends sur le GR 34.'] },
] as const;

/** Invitations, by whom and how long ago; `state` is what became of them, `mail` of the mail that carried one. */
export const storyInvitations = [
  { kind: 'link', label: 'Salon de la rando, Brest', quota: 40, used: 17, days: 30, ago: 12, role: 'member', state: 'open' },
  { kind: 'person', label: '', email: 'gardien@refuge-du-menez.example', days: 14, ago: 4, role: 'ambassador', state: 'open', mail: { state: 'kept', attempts: 1, error: null } },
  { kind: 'person', label: '', email: 'contact@club-des-falaises.example', days: 14, ago: 40, role: 'member', state: 'open', mail: { state: 'kept', attempts: 1, error: null } },
  { kind: 'link', label: 'Atelier couture de mars', quota: 12, used: 12, days: 60, ago: 55, role: 'member', state: 'open' },
  { kind: 'person', label: '', email: 'ancienne.adresse@kerlune.example', days: 14, ago: 8, role: 'member', state: 'revoked', mail: { state: 'bounced', attempts: 1, error: '550 5.1.1 <ancienne.adresse@kerlune.example>: no such mailbox here' } },
  { kind: 'person', label: '', email: 'accueil@gite-du-fanal.example', days: 14, ago: 5, role: 'member', state: 'open', mail: { state: 'failed', attempts: 20, error: 'connect ETIMEDOUT: mx.gite-du-fanal.example did not answer' } },
] as const;

/** What the mails of La Veillée are headed. */
export const storySubjects = {
  filed: 'Ta demande est arrivée à La Veillée',
  invitation: 'Une invitation à La Veillée',
} as const;
