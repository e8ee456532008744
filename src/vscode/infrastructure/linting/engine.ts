/**
 * What the editor uses of the engine. Imported lazily, on the first document it has something to say about: parsers,
 * catalogues and rules cost nothing before that. Whoever is loaded on activation imports only types from there.
 */
export { CONFIGURATION_PATHS } from '../../../lint/configuration.ts';
export { ENGINE_RULES } from '../../../lint/engine-rules.ts';
export { findingIdentity } from '../../../lint/findings.ts';
export { CONFIGURATION_SCHEMA_URL } from '../../../lint/links.ts';
export { suppressionEdit } from '../../../lint/suppression-edit.ts';
export { RULES } from '../../../rules/registry.ts';
export { LintedFolder } from './linted-folder.ts';
