import * as vscode from 'vscode';
import type { Identity } from '../../src/tenant/model/identity.ts';
import type { SectionName, SectionProblem } from '../../src/tenant/model/section.ts';
import { inFolder, ok } from './support.ts';

/** A saved snapshot, as far as tests look into it. */
export interface Saved {
  readonly tenant: { readonly id: string; readonly displayName?: string };
  readonly sections: {
    readonly [Name in SectionName]?: { readonly asOf?: string; readonly problem?: Partial<SectionProblem> };
  };
  /** Empty lists are left out. */
  readonly identities: readonly (Partial<Identity> & Pick<Identity, 'clientId' | 'displayName'>)[];
}

/** Where the emulator is; undefined in hosts that do not talk to it. */
export function emulatorUrl(): string | undefined {
  const hasNode = typeof process !== 'undefined' && typeof process.versions?.node === 'string';
  const endpoints = vscode.workspace.getConfiguration('keyless').get<{ graph?: string }>('tenant.endpoints');
  return hasNode ? endpoints?.graph : undefined;
}

/** Asks the emulator to behave otherwise. */
export async function control(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${emulatorUrl()}/control${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  ok(response.ok, `the emulator does ${method} ${path}`);
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

/** Lets one thing go wrong. @param match a regular expression on `GET /v1.0/applications?$top=999` */
export function fault(fault: Readonly<Record<string, unknown>>, match: string, times?: number): Promise<unknown> {
  return control('POST', '/faults', { fault, match, ...(times !== undefined && { times }) });
}

/** The emulator and the extension as they are at first. */
export async function reset(): Promise<void> {
  await vscode.commands.executeCommand('keyless.inventory.cancel');
  await vscode.commands.executeCommand('keyless.forgetTenant', true);
  if (emulatorUrl() === undefined) return;
  await control('DELETE', '/faults');
  await control('PUT', '/consents', {});
  await control('PATCH', '/behaviour', { latencyMilliseconds: 0, isThrottling: false });
}

/** Signs in and waits until everything was read. */
export async function signIn(door: string): Promise<void> {
  await vscode.commands.executeCommand('keyless.signIn', door);
  // What is being read is new enough.
  await vscode.commands.executeCommand('keyless.inventory.refresh', Number.MAX_SAFE_INTEGER);
}

/** The inventory that is open, as a snapshot has it. */
export async function saved(): Promise<Saved> {
  const uri = inFolder('saved.keyless.json');
  await vscode.commands.executeCommand('keyless.saveSnapshot', uri);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  await vscode.workspace.fs.delete(uri);
  return JSON.parse(text) as Saved;
}

/** What of an inventory must be the same whichever way it was read. */
export function essence({ identities }: Saved): readonly unknown[] {
  return identities.map((identity) => ({
    clientId: identity.clientId,
    name: identity.displayName,
    kind: identity.kind,
    credentials: (identity.keyCredentials ?? []).map(({ kind, keyId }) => `${kind} ${keyId}`).sort(),
    trusts: (identity.federatedCredentials ?? [])
      .map(({ name, subject, expression }) => [name, subject ?? expression])
      .sort(),
    owners: (identity.owners ?? []).map(({ objectId }) => objectId).sort(),
    roles: (identity.azureRoles ?? []).map(({ roleId, scope }) => `${roleId} ${scope.toLowerCase()}`).sort(),
  }));
}

/** Problems by section, as `permission: AuditLog.Read.All`. */
export function problemsOf({ sections }: Saved): Readonly<Record<string, string>> {
  const found = Object.entries(sections).flatMap(([name, section]) =>
    section?.problem
      ? [[name, [section.problem.kind, ...(section.problem.needs ?? []).slice(0, 1)].join(': ')] as const]
      : [],
  );
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The page "Show Tenant and Permissions". */
export async function tenantPage(): Promise<string> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('keyless-tenant:/Tenant.md'));
  return document.getText();
}
