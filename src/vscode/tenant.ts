/**
 * What is loaded for the first tenant that is opened, and not before: clients, store and credentials, and the halves of
 * features that need them. Whoever is loaded on activation imports only types from here.
 */
export { changesSince } from '../tenant/assessment/changes/since.ts';
export { SECTIONS } from '../tenant/model/section.ts';
export { GROUPINGS, SORTINGS } from '../tenant/store/query.ts';
export { detailsPage } from './features/identity-details/page.ts';
export { identityMarkdown, tenantMarkdown } from './features/identity-hover/identity-markdown.ts';
export { filterText, pickFilter } from './features/inventory-tree/filter-picker.ts';
export { GROUPING_NAMES, SORTING_NAMES } from './features/inventory-tree/group-names.ts';
export { problemText, sectionName } from './features/inventory-tree/problem-node.ts';
export { searchIdentities } from './features/inventory-tree/search-picker.ts';
export { InventoryTree } from './features/inventory-tree/tree.ts';
export { checkPage } from './features/posture-view/check-page.ts';
export { postureFilterText } from './features/posture-view/filter-picker.ts';
export { MuteDiagnostics } from './features/posture-view/mute-diagnostics.ts';
export { PostureCommands } from './features/posture-view/posture-commands.ts';
export { failureText, PostureTree } from './features/posture-view/posture-tree.ts';
export * from './infrastructure/tenant/services.ts';
