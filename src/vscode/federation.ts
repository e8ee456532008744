/**
 * What is loaded for the first federated credential that somebody wants to create or change, and for the first
 * repository that GitHub is asked about. Whoever is loaded on activation imports only types from here.
 */
export { copySubject } from './features/federated-credential/copy-subject.ts';
export { createCredential } from './features/federated-credential/create-credential.ts';
export { migrateCredential } from './features/federated-credential/migrate-credential.ts';
export { narrowCredential } from './features/federated-credential/narrow-credential.ts';
export { readGitHubFacts } from './infrastructure/github/read-github-facts.ts';
