import type { Permission, Role } from '@foyer/domain/access';
import type { Locale } from '../platform/http/request-context.js';

type Words = Readonly<Record<Locale, string>>;

/** What the permissions are about, in the order in which the console shows them. */
export const AREAS = {
  house: { fr: 'Entrer dans la maison', en: 'Entering the house' },
  conversations: { fr: 'Lire et écrire', en: 'Reading and writing' },
  moderation: { fr: 'Tenir les conversations', en: 'Looking after conversations' },
  people: { fr: 'Les membres', en: 'Members' },
  running: { fr: 'Diriger la maison', en: 'Running the house' },
} as const satisfies Record<string, Words>;

export type Area = keyof typeof AREAS;

/** Every permission in words: what somebody who holds it may do. A permission without a sentence does not compile. */
export const PERMISSION_WORDS: Readonly<Record<Permission, Words & { readonly area: Area }>> = {
  'community.read': { area: 'house', fr: 'Voir la maison et son nom', en: 'See the house and its name' },
  'account.create': { area: 'house', fr: 'Demander un compte', en: 'Ask for an account' },
  'account.claim': { area: 'house', fr: 'Reprendre un compte importé avec son lien', en: 'Claim an imported account with its link' },
  'account.secure': { area: 'house', fr: 'Protéger son propre compte : mot de passe, facteurs, sessions, adresse', en: 'Protect one’s own account: password, factors, sessions, address' },
  'account.recover': { area: 'house', fr: 'Retrouver son compte par un lien reçu par courriel', en: 'Get one’s account back by a link in a mail' },
  'session.open': { area: 'house', fr: 'Se connecter', en: 'Sign in' },
  'session.close': { area: 'house', fr: 'Se déconnecter', en: 'Sign out' },
  'consent.give': { area: 'house', fr: 'Accepter les règles, donner et retirer ses accords', en: 'Accept the rules, give and take back consents' },
  'mail.stop': { area: 'house', fr: 'Arrêter les courriels d’un genre depuis leur lien', en: 'Stop mails of a kind from their link' },
  'profile.edit': { area: 'house', fr: 'Modifier son propre profil', en: 'Edit one’s own profile' },
  'space.read': { area: 'conversations', fr: 'Parcourir les espaces ouverts à son rôle', en: 'Browse the spaces open to one’s role' },
  'thread.read': { area: 'conversations', fr: 'Lire les sujets des espaces ouverts', en: 'Read the threads of open spaces' },
  'thread.markRead': { area: 'conversations', fr: 'Garder la trace de sa lecture', en: 'Keep track of what one has read' },
  'thread.start': { area: 'conversations', fr: 'Ouvrir un sujet', en: 'Start a thread' },
  'thread.reply': { area: 'conversations', fr: 'Répondre à un sujet', en: 'Reply to a thread' },
  'thread.edit': { area: 'conversations', fr: 'Modifier le titre et les étiquettes de ses sujets', en: 'Edit the title and tags of one’s own threads' },
  'thread.accept': { area: 'conversations', fr: 'Choisir la réponse qui résout sa question', en: 'Choose the answer that solves one’s question' },
  'post.edit': { area: 'conversations', fr: 'Modifier ses messages', en: 'Edit one’s own posts' },
  'post.remove': { area: 'conversations', fr: 'Retirer ses messages', en: 'Remove one’s own posts' },
  'post.react': { area: 'conversations', fr: 'Réagir à un message', en: 'React to a post' },
  'member.suggest': { area: 'conversations', fr: 'Mentionner quelqu’un', en: 'Mention somebody' },
  'thread.announce': { area: 'moderation', fr: 'Publier une annonce', en: 'Publish an announcement' },
  'thread.pin': { area: 'moderation', fr: 'Épingler un sujet', en: 'Pin a thread' },
  'thread.close': { area: 'moderation', fr: 'Fermer et rouvrir un sujet', en: 'Close and reopen a thread' },
  'thread.replyClosed': { area: 'moderation', fr: 'Répondre à un sujet fermé', en: 'Reply to a closed thread' },
  'thread.editAny': { area: 'moderation', fr: 'Modifier le titre et les étiquettes de tout sujet', en: 'Edit the title and tags of any thread' },
  'thread.acceptAny': { area: 'moderation', fr: 'Choisir la réponse à la question d’une autre personne', en: 'Choose the answer to somebody else’s question' },
  'post.editAny': { area: 'moderation', fr: 'Modifier le message d’une autre personne', en: 'Edit somebody else’s post' },
  'post.removeAny': { area: 'moderation', fr: 'Retirer le message d’une autre personne', en: 'Remove somebody else’s post' },
  'post.readRemoved': { area: 'moderation', fr: 'Lire les messages retirés', en: 'Read removed posts' },
  'space.readArchived': { area: 'moderation', fr: 'Lire les espaces archivés', en: 'Read archived spaces' },
  'application.decide': { area: 'people', fr: 'Accepter et refuser les demandes d’entrée', en: 'Accept and decline applications' },
  'invitation.manage': { area: 'people', fr: 'Inviter par e-mail ou par lien, retirer une invitation', en: 'Invite by mail or by link, take an invitation back' },
  'member.read': { area: 'people', fr: 'Voir les profils', en: 'See profiles' },
  'member.administer': { area: 'people', fr: 'Tenir la liste des membres dans la console', en: 'Keep the list of members in the console' },
  'member.suspend': { area: 'people', fr: 'Suspendre un compte et le rétablir', en: 'Suspend an account and bring it back' },
  'member.readAddress': { area: 'people', fr: 'Lire les adresses de courriel', en: 'Read e-mail addresses' },
  'member.browse': { area: 'people', fr: 'Parcourir l’annuaire des membres', en: 'Browse the directory of members' },
  'member.follow': { area: 'people', fr: 'Suivre d’autres membres', en: 'Follow other members' },
  'member.block': { area: 'people', fr: 'Masquer et bloquer d’autres membres, pour soi', en: 'Mute and block other members, for oneself' },
  'member.edit': { area: 'people', fr: 'Modifier le profil d’un autre membre, avec un motif', en: 'Edit another member’s profile, with a reason' },
  'member.resetFactors': { area: 'people', fr: 'Retirer les seconds facteurs d’un membre qui les a perdus', en: 'Remove the second factors of a member who has lost them' },
  'member.viewAs': { area: 'people', fr: 'Regarder la maison avec les yeux d’un membre', en: 'Look at the house through a member’s eyes' },
  'account.invite': { area: 'people', fr: 'Créer des liens d’accès aux comptes importés', en: 'Make access links for imported accounts' },
  'admission.configure': { area: 'running', fr: 'Régler qui entre : porte, domaines, âge, questions', en: 'Set who comes in: door, domains, age, questions' },
  'rules.publish': { area: 'running', fr: 'Publier les règles', en: 'Publish the rules' },
  'role.read': { area: 'running', fr: 'Voir qui peut quoi', en: 'See who may do what' },
  'role.viewAs': { area: 'running', fr: 'Regarder la maison avec les yeux d’un autre rôle', en: 'Look at the house through another role’s eyes' },
  'role.administer': { area: 'running', fr: 'Composer des rôles', en: 'Make roles' },
  'role.assign': { area: 'running', fr: 'Donner et retirer des rôles', en: 'Give and take roles' },
  'group.administer': { area: 'running', fr: 'Tenir les groupes', en: 'Keep groups' },
  'space.administer': { area: 'running', fr: 'Créer, ouvrir et archiver des espaces', en: 'Create, open and archive spaces' },
  'mail.read': { area: 'running', fr: 'Lire les courriels gardés par la maison', en: 'Read the mails that the house has kept' },
  'mail.retry': { area: 'running', fr: 'Faire repartir un courriel', en: 'Send a mail again' },
  'sending.read': { area: 'running', fr: 'Voir ce qui part de la maison', en: 'See what leaves the house' },
  'sending.hold': { area: 'running', fr: 'Retenir tous les envois, puis les laisser repartir', en: 'Hold everything that is sent, then let it go again' },
  'welcome.configure': { area: 'running', fr: 'Régler l’accueil des nouveaux venus et leur lettre', en: 'Set up how newcomers are welcomed, and their letter' },
  'sso.configure': { area: 'running', fr: 'Régler les fournisseurs de connexion de la maison', en: 'Set up the sign-in providers of the house' },
  'console.enter': { area: 'running', fr: 'Entrer dans la console : ce qui attend, la recherche, ses filtres', en: 'Enter the console: what waits, the search, one’s own filters' },
  'audit.export': { area: 'running', fr: 'Emporter le journal', en: 'Take the log away as a file' },
  'audit.read': { area: 'running', fr: 'Lire le journal', en: 'Read the log' },
  'import.run': { area: 'running', fr: 'Importer une autre communauté', en: 'Import another community' },
};

/** The built-in roles, as the console names them. */
export const ROLE_WORDS: Readonly<Record<Role | 'visitor', Words>> = {
  admin: { fr: 'Administration', en: 'Administration' },
  cm: { fr: 'Équipe', en: 'Team' },
  moderator: { fr: 'Modération', en: 'Moderation' },
  analyst: { fr: 'Mesures', en: 'Insights' },
  ambassador: { fr: 'Ambassade', en: 'Ambassador' },
  member: { fr: 'Membre', en: 'Member' },
  visitor: { fr: 'Visite', en: 'Visitor' },
};
