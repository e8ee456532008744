/**
 * What the editor uses of the engine. Imported lazily, on the first document it has something to say about:
 * parsers, catalogues and rules cost nothing before that.
 */
export { lint, type SkipReason, skippedResult } from '../../../lint/engine.ts';
export { ENGINE_RULES } from '../../../lint/engine-rules.ts';
export { findingIdentity } from '../../../lint/findings.ts';
export { fixDocuments, safeFix } from '../../../lint/fix.ts';
export { findConfiguration } from '../../../lint/parse-configuration.ts';
export { suppressionEdit } from '../../../lint/suppressions.ts';
export { createDocument, WorkspaceIndex } from '../../../lint/workspace-index.ts';
export { RULES } from '../../../rules/registry.ts';
