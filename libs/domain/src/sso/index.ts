export { readClaims, type ClaimNames, type WhoTheySay } from './claims.js';
export { rightsWanted, roleAfter, type Mapping, type RoleHeld, type Wanted } from './mapped-rights.js';
export { ADDRESS_TRUST, ADMITS, MAPPINGS_MAX, parseProvider, parseIssuer, type AddressTrust, type Admits, type ProviderDraft } from './provider-draft.js';
export { CLOCK_SKEW, provedSince } from './recent-proof.js';
