import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { FederationSession } from '../../infrastructure/federation/federation-session.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import { JobHovers } from './job-hovers.ts';
import { JobLenses } from './job-lenses.ts';
import { showTrust } from './show-trust.ts';
import { TrustDefinitions } from './trust-definitions.ts';

/** Files that can hold jobs; what is in them decides. */
const PIPELINES: vscode.DocumentSelector = [{ pattern: '**/*.yml' }, { pattern: '**/*.yaml' }];

/** What each job that logs in presents to Entra ID and who trusts it: above the job, in its hover, and on a click. */
export function activateFederationLens(
  session: FederationSession,
  settings: Settings,
  commands: Commands,
  boundary: ErrorBoundary,
): Disposable {
  const feature = new Disposable();
  const lenses = feature.register(new JobLenses(session, settings, boundary));
  const { languages } = vscode;
  feature.register(languages.registerCodeLensProvider(PIPELINES, lenses));
  feature.register(languages.registerHoverProvider(PIPELINES, new JobHovers(session, boundary)));
  feature.register(languages.registerDefinitionProvider(PIPELINES, new TrustDefinitions(session, boundary)));
  commands.add('keyless.showTrust', vscode.l10n.t('Show Trust'), showTrust(session));
  return feature;
}
