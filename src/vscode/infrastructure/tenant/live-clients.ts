import * as vscode from 'vscode';
import type { ArmClient } from '../../../tenant/arm/client.ts';
import type { CloudEndpoints } from '../../../tenant/clouds.ts';
import type { GraphClient } from '../../../tenant/graph/client.ts';
import type { Cloud } from '../../../tenant/model/inventory.ts';
import type { Settings } from '../settings.ts';
import { abortable } from './abortable.ts';
import type { Connection } from './connection.ts';
import type { DeviceCode } from './device-code-tokens.ts';
import { type DoorId, type DoorOptions, openDoor } from './doors.ts';

type Services = typeof import('./services.ts');

export interface LiveClients {
  readonly graph: GraphClient;
  readonly arm: ArmClient;
  readonly endpoints: CloudEndpoints;
}

export interface SignInOptions {
  /** The tenant to read; undefined for the setting's, or else the account's own. */
  readonly tenantId?: string | undefined;
  /** Which of the accounts that VS Code has. */
  readonly account?: string | undefined;
  /** To sign in with an account that VS Code does not have yet. */
  readonly isNewAccount?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

type ShowDeviceCode = (code: DeviceCode) => void;

/** Opens the doors that people come in by, and makes the clients that go on from there. */
export class Entrance {
  readonly #settings: Settings;
  readonly #showDeviceCode: ShowDeviceCode;

  constructor(settings: Settings, showDeviceCode: ShowDeviceCode) {
    this.#settings = settings;
    this.#showDeviceCode = showDeviceCode;
  }

  /**
   * Asks for a token, and so for the person.
   * @throws ServiceFailure of kind `sign-in`
   */
  async signIn(
    services: Services,
    door: DoorId,
    { tenantId, account, isNewAccount = false, signal }: SignInOptions,
  ): Promise<{ readonly connection: Connection; readonly clients: LiveClients }> {
    const cloud = services.cloudOf(this.#settings.tenant.cloud);
    const asked = tenantId ?? this.#settings.tenant.tenantId;
    const { opened, clients } = this.#open(services, door, cloud, { tenantId: asked, account, isNewAccount });
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
    return { connection, clients };
  }

  /** By the door of before, with the account of before. Nobody is asked for anything until the first token is. */
  reopen(services: Services, { door, cloud, tenantId, account }: Connection): LiveClients {
    const known = account === '' ? undefined : account;
    return this.#open(services, door, cloud, { tenantId, account: known, isNewAccount: false }).clients;
  }

  #open(
    services: Services,
    door: DoorId,
    cloud: Cloud,
    person: Pick<DoorOptions, 'tenantId' | 'account' | 'isNewAccount'>,
  ) {
    const { clientId, endpoints: custom } = this.#settings.tenant;
    const endpoints = services.endpointsOf(cloud, custom);
    const opened = openDoor(door, {
      services,
      endpoints,
      audiences: services.endpointsOf(cloud),
      ...person,
      clientId,
      isCustomCloud: Object.keys(custom).length > 0,
      showDeviceCode: this.#showDeviceCode,
    });
    const clients: LiveClients = {
      graph: new services.GraphClient({ root: endpoints.graph, tokens: opened.graph }),
      arm: new services.ArmClient({ root: endpoints.resourceManager, tokens: opened.resourceManager }),
      endpoints,
    };
    return { opened, clients };
  }
}
