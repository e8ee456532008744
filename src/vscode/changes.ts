/**
 * What is loaded for the first change of an identity in its tenant. Whoever is loaded on activation imports only types
 * from here.
 */
export { IdentityChanges } from './features/identity-changes/identity-changes.ts';
