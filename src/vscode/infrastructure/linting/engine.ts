/**
 * What the editor uses of the engine. Imported lazily, on the first document it has something to say about: parsers,
 * catalogues and rules cost nothing before that. Whoever is loaded on activation imports only types from there.
 */
export { CONFIGURATION_PATHS } from '../../../lint/configuration.ts';
export { muteEdits, unmuteEdits } from '../../../lint/configuration-mute-edit.ts';
export { unusedMute } from '../../../lint/configuration-mutes.ts';
export { ENGINE_RULES } from '../../../lint/engine-rules.ts';
export { findingIdentity } from '../../../lint/findings.ts';
export { CONFIGURATION_SCHEMA_URL } from '../../../lint/links.ts';
export { parseConfiguration } from '../../../lint/parse-configuration.ts';
export { suppressionEdit } from '../../../lint/suppression-edit.ts';
export { createDocument } from '../../../lint/workspace-index.ts';
export { loginsOfJob } from '../../../rules/federation/job-logins.ts';
export { RULES } from '../../../rules/registry.ts';
export {
  azCommand,
  bicepResource,
  credentialName,
  terraformResource,
} from '../../../rules/support/credential-code.ts';
export { code } from '../federation/code-span.ts';
export { explanation, isExplainable } from '../federation/explanation.ts';
export { federatedJob, jobsIn, jobsThatLogIn } from '../federation/federated-job.ts';
export { jobReport, placeOf } from '../federation/job-report.ts';
export { identityOf, judge } from '../federation/judgement.ts';
export { lensTitle } from '../federation/lens-title.ts';
export { breadthText, immutableTwin, mutableOriginal, narrowerTrusts } from '../federation/narrower-trust.ts';
export { presentingJobs } from '../federation/presenting-jobs.ts';
export { isOpenSubject, subjectsToTrust } from '../federation/subjects-to-trust.ts';
export { LintedFolder } from './linted-folder.ts';
