import * as vscode from 'vscode';
import type { InventoryView } from '../../../rules/inventory-view.ts';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import { Disposable } from '../disposable.ts';
import type { ErrorBoundary } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { type Attention, AttentionCount } from './attention.ts';
import { ChangeLog } from './change-log.ts';
import { ChangePace } from './change-pace.ts';
import { type Connection, Connections } from './connection.ts';
import type { DeviceCode } from './device-code-tokens.ts';
import { DOORS, type DoorId, isOpenable } from './doors.ts';
import { InventorySync, type ReadingOptions, type SyncState } from './inventory-sync.ts';
import { Entrance, type LiveClients, type SignInOptions } from './live-clients.ts';
import { type LiveInventory, liveInventory, type OpenInventory, openDemo, openSnapshot } from './open-inventory.ts';
import { openStore, removeStore } from './store-file.ts';

type Tenant = typeof import('../../tenant.ts');
type Services = typeof import('./services.ts');

/**
 * The tenant that is open, or none. Created on activation, when it only listens; everything heavy is loaded when the
 * first tenant is opened.
 */
export class TenantSession extends Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #settings: Settings;
  readonly #connections: Connections;
  readonly #entrance: Entrance;
  readonly #boundary: ErrorBoundary;
  readonly #load: () => Promise<Tenant>;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** Another inventory is open, its content changed, or reading began or ended. */
  readonly onDidChange: vscode.Event<void> = this.#changed.event;
  readonly #codeAsked = this.register(new vscode.EventEmitter<DeviceCode>());
  /** A sign-in waits for the person to type this code somewhere. */
  readonly onDidAskForCode: vscode.Event<DeviceCode> = this.#codeAsked.event;
  /** What was changed in tenants from this machine. */
  readonly changes: ChangeLog;
  readonly #pace = new ChangePace(() => this.#changedNow());
  readonly #sync = new InventorySync(
    () => this.#beganOrEnded(),
    () => this.#changedSoon(),
  );
  readonly #attention = new AttentionCount();
  #open: OpenInventory | undefined;
  #tenant: Promise<Tenant> | undefined;
  #clients: LiveClients | undefined;
  #restored: Promise<void> | undefined;

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
    this.changes = this.register(new ChangeLog(context.globalStorageUri));
    this.#connections = new Connections(context.globalState);
    this.#entrance = new Entrance(settings, (code) => this.#codeAsked.fire(code));
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
    return this.#sync.state;
  }

  /** Undefined where no tenant is open. */
  get attention(): Attention | undefined {
    return this.source && this.#attention.of(this.source, this.now);
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
    const open = await openDemo(this.#context.extensionUri, await this.services(), this.now);
    await this.cancel();
    this.#show(open);
  }

  /** @throws OperationError where the file is no snapshot; it says where and why */
  async openSnapshot(uri: vscode.Uri): Promise<void> {
    const open = await openSnapshot(uri, await this.services());
    await this.cancel();
    this.#show(open);
  }

  /** The doors that can be chosen with the present settings. */
  get openableDoors(): readonly DoorId[] {
    const { clientId } = this.#settings.tenant;
    const isWeb = vscode.env.uiKind === vscode.UIKind.Web && !hasNode();
    return DOORS.filter((door) => isOpenable(door, clientId, isWeb));
  }

  /** Who was signed in where before, the last first. */
  get recentConnections(): readonly Connection[] {
    return this.#connections.recent;
  }

  /**
   * Signs in through a door and starts reading.
   * @throws ServiceFailure of kind `sign-in`
   */
  async signIn(door: DoorId, options: SignInOptions = {}): Promise<void> {
    const services = await this.services();
    const { connection, clients } = await this.#entrance.signIn(services, door, options);
    await this.#connect(connection, services, clients);
    void this.refresh();
  }

  /** Shows what was read of a tenant before, and brings it up to date through the door it was read by. */
  async reopen(connection: Connection): Promise<void> {
    const services = await this.services();
    await this.#connect(connection, services, this.#entrance.reopen(services, connection));
    void this.refresh();
  }

  /** Ends the session with the tenant. What was read stays on disk until it is forgotten. */
  async signOut(): Promise<void> {
    await this.cancel();
    await this.#connections.endLast();
    this.#show(undefined);
  }

  /** Signs out and removes what was read from disk. */
  async forget(): Promise<void> {
    const live = this.#live;
    await this.signOut();
    if (!live) return;
    await this.#connections.forget(live.connection);
    await removeStore(this.#context.globalStorageUri, live.connection);
  }

  /** The clients of the live tenant, for those who change something in it. */
  get clients(): LiveClients | undefined {
    return this.#clients;
  }

  /**
   * Brings the open tenant up to date; one run at a time. A restored tenant asks for its tokens first.
   * @param maxAge sections younger than this are not read again, in milliseconds; 0 reads everything as it is by now,
   * after the run that is under way
   */
  refresh(maxAge?: number): Promise<void> {
    const live = this.#live;
    if (!live) return Promise.resolve();
    const read = (options: ReadingOptions) =>
      this.#boundary.run(vscode.l10n.t('Refresh'), () =>
        this.#read(live, { ...options, ...(maxAge !== undefined && { maxAge }) }),
      );
    return maxAge === 0 ? this.#sync.runAnew(read) : this.#sync.run(read);
  }

  /** Stops reading. What was read stays, and the next refresh goes on from there. */
  cancel(): Promise<void> {
    return this.#sync.cancel();
  }

  get #live(): LiveInventory | undefined {
    return this.#open?.kind === 'live' ? this.#open : undefined;
  }

  async #restore(): Promise<void> {
    const connection = this.#connections.last;
    if (this.#open) return;
    if (!connection) return this.#openOwnSnapshot();
    const services = await this.services();
    const source = await openStore(this.#context.globalStorageUri, connection, services);
    this.#show(liveInventory(source, connection));
  }

  /** The snapshot that the workspace names as its own. */
  async #openOwnSnapshot(): Promise<void> {
    const { snapshot } = this.#settings;
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (snapshot === 'demo') await this.openDemo();
    else if (snapshot !== undefined && folder) await this.openSnapshot(vscode.Uri.joinPath(folder.uri, snapshot));
  }

  async #connect(connection: Connection, services: Services, clients: LiveClients): Promise<void> {
    await this.cancel();
    this.#close();
    const source = await openStore(this.#context.globalStorageUri, connection, services);
    this.#clients = clients;
    await this.#connections.add(connection);
    this.#show(liveInventory(source, connection));
  }

  async #read({ source, connection }: LiveInventory, options: ReadingOptions): Promise<void> {
    const services = await this.services();
    if (options.signal.aborted) return;
    // A tenant from the last window: its door is opened again.
    this.#clients ??= this.#entrance.reopen(services, connection);
    const { graph, arm } = this.#clients;
    const { tenantId, cloud } = connection;
    await services.synchronise({ graph, arm, store: source, tenantId, cloud, ...options });
  }

  #show(open: OpenInventory | undefined): void {
    if (this.#open && this.#open.source !== open?.source) this.#close();
    this.#open = open;
    open?.source.onChange(() => {
      this.#attention.clear();
      this.#changedSoon();
    });
    void vscode.commands.executeCommand('setContext', 'keyless.tenant', open?.kind ?? 'none');
    this.#changedNow();
  }

  #close(): void {
    this.#sync.abort();
    this.#clients = undefined;
    this.#attention.clear();
    this.#open?.source.close();
    this.#open = undefined;
    this.#pace.clear();
  }

  /** Keeps the name of the tenant for the list of those that were open before. */
  async #rememberName(): Promise<void> {
    const live = this.#live;
    const tenantName = live?.source.header?.tenant.displayName;
    if (live && tenantName !== undefined) await this.#connections.setName(live.connection, tenantName);
  }

  #beganOrEnded(): void {
    this.#changedNow();
    if (!this.sync) void this.#rememberName();
  }

  #changedSoon(): void {
    this.#pace.soon(this.#sync.milliseconds);
  }

  #changedNow(): void {
    this.#pace.clear();
    const live = this.#live;
    // The name of a tenant is known once it was read.
    if (live) this.#open = liveInventory(live.source, live.connection);
    void vscode.commands.executeCommand('setContext', 'keyless.inventory.reading', this.sync !== undefined);
    this.#changed.fire();
  }
}

function hasNode(): boolean {
  return typeof process !== 'undefined' && typeof process.versions?.node === 'string';
}
