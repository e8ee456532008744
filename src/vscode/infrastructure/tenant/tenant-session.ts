import * as vscode from 'vscode';
import type { InventoryView } from '../../../rules/inventory-view.ts';
import type { ArmClient } from '../../../tenant/arm/client.ts';
import type { CloudEndpoints } from '../../../tenant/clouds.ts';
import type { GraphClient } from '../../../tenant/graph/client.ts';
import type { Cloud } from '../../../tenant/model/inventory.ts';
import type { SectionName } from '../../../tenant/model/section.ts';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import type { InventoryStore } from '../../../tenant/store/inventory-store.ts';
import { Disposable } from '../disposable.ts';
import { type ErrorBoundary, OperationError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { type DeviceCode, DOORS, type DoorId, isOpenable, type OpenedDoor, openDoor } from './doors.ts';
import { openStore, removeStore } from './store-file.ts';

type Tenant = typeof import('../../tenant.ts');
type Services = typeof import('./services.ts');

/** Which inventory is open. */
export type OpenInventory =
  | { readonly kind: 'demo' | 'snapshot'; readonly name: string; readonly source: InventorySource }
  | LiveInventory;

export interface LiveInventory {
  readonly kind: 'live';
  readonly name: string;
  readonly source: InventoryStore;
  readonly connection: Connection;
}

/** Who is signed in where; kept between windows, without a token. */
export interface Connection {
  readonly door: DoorId;
  readonly tenantId: string;
  readonly account: string;
  readonly cloud: Cloud;
  /** Once it was read. */
  readonly tenantName?: string;
  /** Permissions of the token for Graph, as it says. */
  readonly permissions: readonly string[];
}

export interface SignInOptions {
  /** The tenant to read; undefined for the setting's, or else the account's own. */
  readonly tenantId?: string | undefined;
  /** Which of the accounts that VS Code has. */
  readonly account?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What is being read, for a view to show. */
export interface SyncState {
  readonly reading: ReadonlySet<SectionName>;
}

export interface LiveClients {
  readonly graph: GraphClient;
  readonly arm: ArmClient;
  readonly endpoints: CloudEndpoints;
}

const CONNECTION = 'tenant.connection';
const RECENT = 'tenant.recent';
const MAX_RECENT = 10;
/** During a sync the store changes many times a second; views follow at this pace. */
const CHANGE_MILLISECONDS = 250;
/** A large tenant is read for minutes, and costs more to look at the larger it gets: after these, once a second will do. */
const LONG_SYNC_MILLISECONDS = 5_000;
const LONG_SYNC_CHANGE_MILLISECONDS = 1_000;

/**
 * The tenant that is open, or none. Created on activation, when it only listens; everything heavy is loaded when the
 * first tenant is opened.
 */
export class TenantSession extends Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #settings: Settings;
  readonly #boundary: ErrorBoundary;
  readonly #load: () => Promise<Tenant>;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** Another inventory is open, its content changed, or reading began or ended. */
  readonly onDidChange: vscode.Event<void> = this.#changed.event;
  readonly #codeAsked = this.register(new vscode.EventEmitter<DeviceCode>());
  /** A sign-in waits for the person to type this code somewhere. */
  readonly onDidAskForCode: vscode.Event<DeviceCode> = this.#codeAsked.event;
  #open: OpenInventory | undefined;
  #tenant: Promise<Tenant> | undefined;
  #clients: LiveClients | undefined;
  #sync:
    | {
        readonly controller: AbortController;
        readonly reading: Set<SectionName>;
        readonly done: Promise<void>;
        /** When it began, milliseconds since 1970. */
        readonly since: number;
      }
    | undefined;
  #restored: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param load loads what is needed once a tenant is opened */
  constructor(
    context: vscode.ExtensionContext,
    settings: Settings,
    boundary: ErrorBoundary,
    load: () => Promise<Tenant>,
  ) {
    super();
    this.#settings = settings;
    this.#context = context;
    this.#load = load;
    this.#boundary = boundary;
    this.register({ dispose: () => this.#close() });
  }

  get current(): OpenInventory | undefined {
    return this.#open;
  }

  get source(): InventorySource | undefined {
    return this.#open?.source;
  }

  /** Undefined while nothing is being read. */
  get sync(): SyncState | undefined {
    return this.#sync;
  }

  /** What the views judge expiry by, milliseconds since 1970. */
  get now(): number {
    return Date.now();
  }

  /** Clients, store and credentials; loaded on the first call. */
  services(): Promise<Services> {
    return this.tenant();
  }

  /** Everything that is loaded with the first tenant. */
  tenant(): Promise<Tenant> {
    this.#tenant ??= this.#load();
    return this.#tenant;
  }

  /** The open inventory as rules ask it. */
  async inventoryView(): Promise<InventoryView | undefined> {
    const { source } = this;
    return source && (await this.services()).sourceView(source);
  }

  /** Shows what was open in the last window, from disk: nobody is asked to sign in. Done once. */
  restore(): Promise<void> {
    this.#restored ??= this.#boundary.run(vscode.l10n.t('Open Tenant'), () => this.#restore()).then(() => undefined);
    return this.#restored;
  }

  async openDemo(): Promise<void> {
    const uri = vscode.Uri.joinPath(this.#context.extensionUri, 'media', 'demo-tenant.json');
    const { parseSnapshot, readAt, SnapshotSource } = await this.services();
    const inventory = parseSnapshot(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    const source = new SnapshotSource(readAt(inventory, this.now));
    await this.cancel();
    this.#show({ kind: 'demo', name: vscode.l10n.t('Demo tenant'), source });
  }

  /** @throws OperationError where the file is no snapshot; it says where and why */
  async openSnapshot(uri: vscode.Uri): Promise<void> {
    const { parseSnapshot, SnapshotError, SnapshotSource } = await this.services();
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    try {
      const source = new SnapshotSource(parseSnapshot(text));
      await this.cancel();
      this.#show({ kind: 'snapshot', name, source });
    } catch (error) {
      if (!(error instanceof SnapshotError)) throw error;
      throw new OperationError(vscode.l10n.t('{0} is no snapshot that Keyless can read: {1}', name, error.message), {
        cause: error,
      });
    }
  }

  /** The doors that can be chosen with the present settings. */
  get openableDoors(): readonly DoorId[] {
    const { clientId } = this.#settings.tenant;
    const isWeb = vscode.env.uiKind === vscode.UIKind.Web && !hasNode();
    return DOORS.filter((door) => isOpenable(door, clientId, isWeb));
  }

  /** Who was signed in where before, the last first. */
  get recentConnections(): readonly Connection[] {
    return this.#context.globalState.get<readonly Connection[]>(RECENT, []);
  }

  /**
   * Signs in through a door and starts reading.
   * @throws ServiceFailure of kind `sign-in`
   */
  async signIn(door: DoorId, { tenantId, account, signal }: SignInOptions = {}): Promise<void> {
    const services = await this.services();
    const cloud = services.cloudOf(this.#settings.tenant.cloud);
    const asked = tenantId ?? this.#settings.tenant.tenantId;
    const { opened, endpoints } = this.#openDoor(services, door, cloud, asked, account);
    const token = await abortable(opened.graph.getToken({ scopes: [], signal }), signal);
    const claims = services.claimsOfToken(token);
    const tenant = claims.tenantId ?? asked;
    if (tenant === undefined) throw services.signInFailure(new Error(vscode.l10n.t('The token names no tenant.')));
    const connection: Connection = {
      door,
      cloud,
      tenantId: tenant,
      account: claims.account ?? account ?? '',
      permissions: claims.scopes,
    };
    await this.#connect(connection, services, opened, endpoints);
    void this.refresh();
  }

  /** Shows what was read of a tenant before, and brings it up to date through the door it was read by. */
  async reopen(connection: Connection): Promise<void> {
    const services = await this.services();
    const { opened, endpoints } = this.#reopenDoor(connection, services);
    await this.#connect(connection, services, opened, endpoints);
    void this.refresh();
  }

  /** Ends the session with the tenant. What was read stays on disk until it is forgotten. */
  async signOut(): Promise<void> {
    await this.cancel();
    await this.#context.globalState.update(CONNECTION, undefined);
    this.#show(undefined);
  }

  /** Signs out and removes what was read from disk. */
  async forget(): Promise<void> {
    const live = this.#live;
    await this.signOut();
    if (!live) return;
    const others = this.recentConnections.filter((each) => !isSame(each, live.connection));
    await this.#context.globalState.update(RECENT, others);
    await removeStore(this.#context.globalStorageUri, live.connection);
  }

  /** The clients of the live tenant, for those who change something in it. */
  get clients(): LiveClients | undefined {
    return this.#clients;
  }

  /**
   * Brings the open tenant up to date; one run at a time. A restored tenant asks for its tokens first.
   * @param maxAge sections younger than this are not read again, in milliseconds
   */
  refresh(maxAge?: number): Promise<void> {
    const live = this.#live;
    if (!live) return Promise.resolve();
    if (!this.#sync) {
      const controller = new AbortController();
      const reading = new Set<SectionName>();
      const done = this.#run(live, controller, reading, maxAge).finally(() => {
        this.#sync = undefined;
        this.#changedNow();
        void this.#rememberName();
      });
      this.#sync = { controller, reading, done, since: this.now };
      this.#changedNow();
    }
    return this.#sync.done;
  }

  /** Stops reading. What was read stays, and the next refresh goes on from there. */
  async cancel(): Promise<void> {
    const sync = this.#sync;
    sync?.controller.abort(new vscode.CancellationError());
    await sync?.done;
  }

  get #live(): LiveInventory | undefined {
    return this.#open?.kind === 'live' ? this.#open : undefined;
  }

  async #restore(): Promise<void> {
    const connection = this.#context.globalState.get<Connection>(CONNECTION);
    if (this.#open) return;
    if (!connection) return this.#openOwnSnapshot();
    const services = await this.services();
    const source = await openStore(this.#context.globalStorageUri, connection, services);
    this.#show({ kind: 'live', name: nameOf(source, connection), source, connection });
  }

  /** The snapshot that the workspace names as its own. */
  async #openOwnSnapshot(): Promise<void> {
    const { snapshot } = this.#settings;
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (snapshot === 'demo') await this.openDemo();
    else if (snapshot !== undefined && folder) await this.openSnapshot(vscode.Uri.joinPath(folder.uri, snapshot));
  }

  async #connect(
    connection: Connection,
    services: Services,
    opened: OpenedDoor,
    endpoints: CloudEndpoints,
  ): Promise<void> {
    await this.cancel();
    this.#close();
    const source = await openStore(this.#context.globalStorageUri, connection, services);
    this.#clients = clientsOf(services, opened, endpoints);
    const others = this.recentConnections.filter((each) => !isSame(each, connection));
    await this.#context.globalState.update(RECENT, [connection, ...others].slice(0, MAX_RECENT));
    await this.#context.globalState.update(CONNECTION, connection);
    this.#show({ kind: 'live', name: nameOf(source, connection), source, connection });
  }

  async #run(
    live: LiveInventory,
    controller: AbortController,
    reading: Set<SectionName>,
    maxAge: number | undefined,
  ): Promise<void> {
    await this.#boundary.run(vscode.l10n.t('Refresh'), async () => {
      const services = await this.services();
      if (!this.#clients) {
        // A tenant from the last window: its door is opened again, with the person's account.
        const { opened, endpoints } = this.#reopenDoor(live.connection, services);
        this.#clients = clientsOf(services, opened, endpoints);
      }
      const clients = this.#clients;
      if (!clients || controller.signal.aborted) return;
      await services.synchronise({
        graph: clients.graph,
        arm: clients.arm,
        store: live.source,
        tenantId: live.connection.tenantId,
        cloud: live.connection.cloud,
        signal: controller.signal,
        ...(maxAge !== undefined && { maxAge }),
        onProgress: ({ section, state }) => {
          if (state === 'reading') reading.add(section);
          else reading.delete(section);
          this.#changedSoon();
        },
      });
    });
  }

  #reopenDoor({ door, cloud, tenantId, account }: Connection, services: Services) {
    return this.#openDoor(services, door, cloud, tenantId, account === '' ? undefined : account);
  }

  #openDoor(
    services: Services,
    door: DoorId,
    cloud: Cloud,
    tenantId: string | undefined,
    account: string | undefined,
  ): { readonly opened: OpenedDoor; readonly endpoints: CloudEndpoints } {
    const { clientId, endpoints: custom } = this.#settings.tenant;
    const endpoints = services.endpointsOf(cloud, custom);
    const opened = openDoor(door, {
      services,
      endpoints,
      audiences: services.endpointsOf(cloud),
      tenantId,
      clientId,
      account,
      isCustomCloud: Object.keys(custom).length > 0,
      showDeviceCode: (code) => this.#codeAsked.fire(code),
    });
    return { opened, endpoints };
  }

  #show(open: OpenInventory | undefined): void {
    if (this.#open && this.#open.source !== open?.source) this.#close();
    this.#open = open;
    open?.source.onChange(() => this.#changedSoon());
    void vscode.commands.executeCommand('setContext', 'keyless.tenant', open?.kind ?? 'none');
    this.#changedNow();
  }

  #close(): void {
    this.#sync?.controller.abort(new vscode.CancellationError());
    this.#clients = undefined;
    this.#open?.source.close();
    this.#open = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Keeps the name of the tenant for the list of those that were open before. */
  async #rememberName(): Promise<void> {
    const live = this.#live;
    const tenantName = live?.source.header?.tenant.displayName;
    if (!live || tenantName === undefined) return;
    const connections = this.recentConnections.map((each) =>
      isSame(each, live.connection) ? { ...each, tenantName } : each,
    );
    await this.#context.globalState.update(RECENT, connections);
  }

  #changedSoon(): void {
    const isLong = this.#sync !== undefined && this.now - this.#sync.since > LONG_SYNC_MILLISECONDS;
    const pace = isLong ? LONG_SYNC_CHANGE_MILLISECONDS : CHANGE_MILLISECONDS;
    this.#timer ??= setTimeout(() => this.#changedNow(), pace);
  }

  #changedNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const live = this.#live;
    // The name of a tenant is known once it was read.
    if (live) this.#open = { ...live, name: nameOf(live.source, live.connection) };
    void vscode.commands.executeCommand('setContext', 'keyless.inventory.reading', this.#sync !== undefined);
    this.#changed.fire();
  }
}

function clientsOf({ GraphClient: Graph, ArmClient: Arm }: Services, opened: OpenedDoor, endpoints: CloudEndpoints) {
  return {
    graph: new Graph({ root: endpoints.graph, tokens: opened.graph }),
    arm: new Arm({ root: endpoints.resourceManager, tokens: opened.resourceManager }),
    endpoints,
  };
}

function isSame(a: Connection, b: Connection): boolean {
  return a.tenantId === b.tenantId && a.account === b.account && a.cloud === b.cloud;
}

/** Waits for work that cannot be stopped no longer than the person does. */
function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function nameOf(source: InventorySource, { tenantId }: Connection): string {
  const { displayName, defaultDomain } = source.header?.tenant ?? {};
  return displayName ?? defaultDomain ?? tenantId;
}

function hasNode(): boolean {
  return typeof process !== 'undefined' && typeof process.versions?.node === 'string';
}
