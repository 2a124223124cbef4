import type { GroupRule } from '@foyer/domain/groups';
import type { CustomRoleRecord } from '@foyer/domain/imports';
import type { Role } from '@foyer/domain/access';

/** Who the house belongs to, in story mode. */
export const storyCommunity = {
  name: 'La Veillée',
  brandName: 'Kerlune',
  tagline: 'Le coin du feu de celles et ceux qui marchent la côte.',
  defaultLocale: 'fr',
  timeZone: 'Europe/Paris',
  voice: 'tu',
} as const;

/**
 * The password of everybody in the story. It is no secret: the story exists on loopback only.
 */
export const DEMO_PASSWORD = 'lanterne-galet-boussole';

/** Whose addresses they are is invented, down to the last label. */
export const HOUSE_DOMAIN = 'kerlune.example';
/** Where members have their addresses; the last is a walking club's. */
export const MAIL_DOMAINS = ['courrier.example', 'grandlarge.example', 'lande.example', 'poste-du-phare.example', 'courrier.example', 'lande.example', 'club-des-falaises.example'] as const;

/** Somebody whose place anyone may take in the demo: one per role. */
export interface DemoAccount {
  readonly role: Role;
  readonly memberKey: string;
  readonly email: string;
  /** When she last was there, as a day and minutes since its midnight; later when she wrote later. */
  readonly lastVisit: { readonly day: number; readonly at: number };
  /** Threads she reads without writing in them. */
  readonly follows: readonly string[];
}

const account = (role: Role, memberKey: string, day: number, at: string, follows: readonly string[] = []): DemoAccount => ({
  role,
  memberKey,
  email: `${memberKey}@${HOUSE_DOMAIN}`,
  lastVisit: { day, at: Number(at.slice(0, 2)) * 60 + Number(at.slice(3)) },
  follows,
});

export const demoAccounts: readonly DemoAccount[] = [
  account('admin', 'goulwen', -1, '18:20', ['pointe-de-sehar-sentier-coupe', 'rappel-rechaud-braise-lot-26-b', 'fil-de-couture-polyester']),
  account('cm', 'lea', 0, '12:10', ['lampe-deux-nuits-gr-34', 'pointe-de-sehar-sentier-coupe']),
  account('moderator', 'karim', -1, '22:30'),
  account('analyst', 'bastien', -2, '17:05', ['340-km-un-seul-sac', 'rappel-rechaud-braise-lot-26-b', 'fil-de-couture-polyester']),
  account('ambassador', 'maelle', -1, '21:40', ['estran-32-nouvelles-sangles', 'pointe-de-sehar-sentier-coupe', 'recuirer-cire-de-dix-ans', 'keremma-dunes-point-de-novembre']),
  account('member', 'ines', -1, '20:30', ['pointe-de-sehar-sentier-coupe', '340-km-un-seul-sac']),
];

/** A group kept by hand, as an example of one. */
export const testersGroup = {
  key: 'testeurs-vigie',
  name: 'Testeurs de la Vigie',
  description: 'Huit personnes qui marchent avec les lampes avant tout le monde, et disent ce qui ne va pas.',
  day: -62,
  memberKeys: ['maelle', 'thuy', 'gaelle', 'mathieu', 'gwen', 'soizic', 'malo', 'aissa'],
} as const;

/** Roles that Goulwen has made of permissions. */
export const customRoles: readonly CustomRoleRecord[] = [
  {
    key: 'animatrice-ateliers',
    name: 'Animatrice d’ateliers',
    description: 'Tient les soirées réparation : épingle les sujets du mois, choisit la réponse qui marche, ferme ce qui est fini.',
    permissions: ['thread.acceptAny', 'thread.close', 'thread.pin'],
    memberKeys: ['soizic', 'gwen'],
  },
  {
    key: 'relais-accueil',
    name: 'Relais d’accueil',
    description: 'Répond aux nouvelles têtes et remet les titres d’aplomb, sans toucher aux messages.',
    permissions: ['thread.editAny', 'thread.replyClosed'],
    memberKeys: ['maelle', 'malo', 'rozenn'],
  },
];

const anyone: GroupRule = { memberForDays: null, joinedWithinDays: null, leastPosts: null, leastAcceptedAnswers: null, roles: null, interests: null, mailDomains: null };

/** Groups that keep themselves. */
export const ruleGroups: readonly { readonly key: string; readonly name: string; readonly description: string; readonly day: number; readonly rule: GroupRule }[] = [
  { key: 'mains-sures', name: 'Mains sûres', description: 'Celles et ceux dont les réponses ont déjà dépanné plusieurs fois.', day: -48, rule: { ...anyone, leastPosts: 5, leastAcceptedAnswers: 1 } },
  { key: 'maison-kerlune', name: 'Maison Kerlune', description: 'Celles et ceux qui y travaillent : leur adresse le dit.', day: -320, rule: { ...anyone, roles: ['admin', 'cm', 'moderator', 'analyst'], mailDomains: [HOUSE_DOMAIN] } },
  { key: 'club-des-falaises', name: 'Club des Falaises', description: 'Le club de marche de Plougrescant, qui s’est inscrit d’un seul élan.', day: -140, rule: { ...anyone, mailDomains: ['club-des-falaises.example'] } },
];
