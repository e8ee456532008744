import * as vscode from 'vscode';
import type { CloudEndpoints } from '../../tenant/clouds.ts';
import { Disposable } from './disposable.ts';

/** All settings of the extension; package.json has their descriptions, bounds and defaults. */
const SECTION = 'keyless';
const KEYS = {
  enable: 'enable',
  federationLens: 'federation.lens',
  githubFacts: 'github.facts',
  lintDebounce: 'lint.debounce',
  lintWorkspace: 'lint.workspace',
  migrationLens: 'migration.lens',
  posturePreset: 'posture.preset',
  postureSnapshots: 'posture.snapshots',
  postureThresholds: 'posture.thresholds',
  statusEnable: 'status.enable',
  tenantId: 'tenant.id',
  tenantClientId: 'tenant.clientId',
  tenantCloud: 'tenant.cloud',
  tenantEndpoints: 'tenant.endpoints',
  tenantSnapshot: 'tenant.snapshot',
} as const;

export const MAX_DEBOUNCE_MILLISECONDS = 5000;

/** Reads settings as what they mean. Values out of bounds, as a hand-written settings.json has them, are moved in. */
export class Settings extends Disposable {
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** One of the settings of the extension has another value now. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION)) this.#changed.fire();
      }),
    );
  }

  isEnabled(uri: vscode.Uri): boolean {
    return read(KEYS.enable, true, uri);
  }

  /** Milliseconds between the last keystroke and the look at the file. */
  get debounce(): number {
    const value = read(KEYS.lintDebounce, 150);
    return Number.isFinite(value) ? Math.max(0, Math.min(value, MAX_DEBOUNCE_MILLISECONDS)) : 150;
  }

  /** Whether files that are not open are linted without being asked. */
  get lintsWorkspaceAutomatically(): boolean {
    return read<string>(KEYS.lintWorkspace, 'automatic') !== 'manual';
  }

  get showsStatus(): boolean {
    return read(KEYS.statusEnable, true);
  }

  /** Whether jobs that log in have a lens that says what they present and who trusts them. */
  showsFederationLens(uri: vscode.Uri): boolean {
    return this.isEnabled(uri) && read(KEYS.federationLens, true, uri);
  }

  /** Whether places that use a secret of a known identity have a lens that leads to its migration. */
  showsMigrationLens(uri: vscode.Uri): boolean {
    return this.isEnabled(uri) && read(KEYS.migrationLens, true, uri);
  }

  /** Whether GitHub is asked about repositories without a command, where the person is signed in to it. */
  get readsGitHubFacts(): boolean {
    return read(KEYS.githubFacts, true);
  }

  /** What the tenant is judged by. */
  get posture(): PostureSettings {
    return {
      preset: read(KEYS.posturePreset, 'microsoft'),
      thresholds: read<PostureSettings['thresholds']>(KEYS.postureThresholds, {}),
    };
  }

  /** Glob patterns, in the workspace, of the snapshots that a trend is drawn from. */
  get snapshotGlobs(): readonly string[] {
    const globs = read<unknown>(KEYS.postureSnapshots, []);
    return Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string' && glob !== '') : [];
  }

  /** Which tenant to sign in to, and how. */
  get tenant(): TenantSettings {
    return {
      cloud: read(KEYS.tenantCloud, 'public'),
      tenantId: nonEmpty(read(KEYS.tenantId, '')),
      clientId: nonEmpty(read(KEYS.tenantClientId, '')),
      endpoints: read<TenantSettings['endpoints']>(KEYS.tenantEndpoints, {}),
    };
  }

  /** The snapshot that belongs to the workspace: a path in its first folder, `demo`, or undefined. */
  get snapshot(): string | undefined {
    return nonEmpty(read(KEYS.tenantSnapshot, ''));
  }
}

export interface PostureSettings {
  /** As it is written; the assessment knows which ones there are. */
  readonly preset: string;
  /** Numbers in place of those of the preset, as they are written. */
  readonly thresholds: { readonly [name: string]: unknown };
}

export interface TenantSettings {
  /** As it is written; the tenant's services know which one that is. */
  readonly cloud: string;
  readonly tenantId: string | undefined;
  /** Of the customer's own application registration. */
  readonly clientId: string | undefined;
  /** Endpoints other than the cloud's. A workspace cannot set them: tokens are sent there. */
  readonly endpoints: Partial<Record<keyof CloudEndpoints, string>>;
}

function nonEmpty(value: string): string | undefined {
  return value.trim() === '' ? undefined : value.trim();
}

function read<T>(key: string, fallback: T, scope?: vscode.Uri): T {
  return vscode.workspace.getConfiguration(SECTION, scope).get<T>(key, fallback);
}
