/**
 * What is loaded for the first policy that somebody simulates or writes, on top of the engine. Whoever is loaded on
 * activation imports only types from here.
 */
export { Policies } from './features/policies/policies.ts';
