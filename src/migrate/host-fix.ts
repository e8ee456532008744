import type { Workspace } from '../model/document.ts';
import { modelOf } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import type { Fix } from '../rules/finding.ts';
import { Draft } from '../rules/support/companion/draft.ts';
import { ensureIdentity } from '../rules/support/companion/identity.ts';
import { removeSetting } from '../rules/support/companion/settings.ts';
import { userAssignedFor } from '../rules/support/companion/user-assigned.ts';
import { settingsOf } from '../rules/support/setting-edits.ts';
import { SECRET_SETTING } from './evidence/callers.ts';

/** What `EnvironmentCredential` reads beside the secret. Without them `DefaultAzureCredential` takes the managed identity. */
const IDS = /^(?:AZURE|ARM)_(?:CLIENT|TENANT)_ID$/iu;

/**
 * Gives a host a managed identity and takes the client secret out of its settings, with the ids that belong to it. No
 * rule does that, for only a plan knows what else has to happen. Undefined where the file cannot be edited so.
 * @param keepIds where the program still needs to know which application it is
 */
export function hostFix(workspace: Workspace, path: string, symbol: string, keepIds: boolean): Fix | undefined {
  const document = workspace.get(path);
  const resources = document ? (modelOf(document, workspace).infrastructure?.resources ?? []) : [];
  const host = resources.find((resource) => resource.mode === 'resource' && resource.symbol === symbol);
  const settings = host && settingsOf(host).filter(({ name }) => SECRET_SETTING.test(name));
  if (!host || !settings || settings.length === 0) return undefined;
  const draft = new Draft(workspace);
  const principal = keepIds
    ? userAssignedFor(draft, host)
    : (ensureIdentity(draft, host) ?? userAssignedFor(draft, host));
  // A system-assigned identity cannot be the credential of an application.
  if (!principal || (keepIds && principal.resourceId === undefined)) return undefined;
  if (!removeAll(draft, host, keepIds) || draft.edits.length === 0) return undefined;
  return { title: hostFixTitle(symbol), safety: 'needs-review', edits: draft.edits, followUps: [] };
}

export function hostFixTitle(symbol: string): string {
  return `Give ${symbol} a managed identity in place of the client secret in its settings`;
}

function removeAll(draft: Draft, host: Resource, keepIds: boolean): boolean {
  const going = settingsOf(host).filter(({ name }) => SECRET_SETTING.test(name) || (!keepIds && IDS.test(name)));
  return going.every(({ property }) =>
    removeSetting(draft, { document: host.document, language: host.language, range: property.range }),
  );
}
