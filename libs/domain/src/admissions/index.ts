export { AGE_FLOORS, COUNTRIES, ELSEWHERE, GENERAL_FLOOR, HOME_COUNTRY, floorOf, isCountry, isFloor, type AgeFloors } from './age-floors.js';
export { CONSENTS, CONSENT_WORDINGS, FREE_CONSENTS, type Consent, type ConsentWording, type FreeConsent } from './consents.js';
export { DECLINE_REASONS, INVITATION_DAYS_MAX, LINK_QUOTA_MAX, MODES, REOPEN_DAYS, rolesToOffer, type DeclineReason, type Mode } from './inviting.js';
export { memberJoined, type MemberJoined, type WayIn } from './joined.js';
export { domainAdmitted, parseDomains } from './mail-domains.js';
export { ANSWER_MAX, QUESTIONS_MAX, QUESTION_MAX, parseAnswers, parseQuestions, type Answered, type Question } from './questions.js';
