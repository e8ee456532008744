import * as vscode from 'vscode';
import type { CloudEndpoints } from '../../../tenant/clouds.ts';
import type { TokenRequest, TokenSource } from '../../../tenant/request/token-source.ts';
import { type DeviceCode, DeviceCodeTokens, type ToldCode } from './device-code-tokens.ts';

type Services = typeof import('./services.ts');

/** Ways to a token for Microsoft Graph, in the order in which they are tried. */
export const DOORS = ['vscode', 'azure-cli', 'azd', 'device-code', 'browser'] as const;

export type DoorId = (typeof DOORS)[number];

export interface DoorOptions {
  readonly services: Services;
  readonly endpoints: CloudEndpoints;
  /** Those of the cloud, whatever the settings put in their place: tokens are asked for by these names. */
  readonly audiences: CloudEndpoints;
  /** The tenant asked for; undefined for the account's own. */
  readonly tenantId: string | undefined;
  /** The customer's own application registration: needed for all doors but the command lines. */
  readonly clientId: string | undefined;
  /** Whether the endpoints are other than those of a cloud that Microsoft names. */
  readonly isCustomCloud: boolean;
  /** Which of the accounts of VS Code; undefined to let VS Code ask. */
  readonly account: string | undefined;
  /** To sign in with an account that VS Code does not have yet. */
  readonly isNewAccount: boolean;
  /** Shows the code of a device sign-in to the person. */
  readonly showDeviceCode: (code: DeviceCode) => void;
}

/** The sources of tokens that a door gives; one for both services where it can. */
export interface OpenedDoor {
  readonly graph: TokenSource;
  readonly resourceManager: TokenSource;
}

/** Whether a door can be chosen with these settings. */
export function isOpenable(door: DoorId, clientId: string | undefined, isWeb: boolean): boolean {
  if (door === 'vscode') return clientId !== undefined;
  if (isWeb) return false;
  return door === 'azure-cli' || door === 'azd' || clientId !== undefined;
}

/** Opens a door. Nobody is asked for anything until the first token is. */
export function openDoor(door: DoorId, options: DoorOptions): OpenedDoor {
  const { services, tenantId, audiences, showDeviceCode } = options;
  if (door === 'vscode') {
    const choice = { isNew: options.isNewAccount, account: undefined };
    return {
      graph: scoped(new SessionTokens(options, options.clientId, choice), audiences.graph),
      resourceManager: scoped(new SessionTokens(options, undefined, choice), audiences.resourceManager),
    };
  }
  const tokens =
    door === 'device-code'
      ? new DeviceCodeTokens(
          (tell) => new services.CredentialTokens(deviceCode(options, tell), tenantId),
          showDeviceCode,
        )
      : new services.CredentialTokens(credentialOf(door, options), tenantId);
  return { graph: scoped(tokens, audiences.graph), resourceManager: scoped(tokens, audiences.resourceManager) };
}

/** Tokens for a service by the name that Entra knows it under, wherever it is reached. */
function scoped(tokens: TokenSource, audience: string): TokenSource {
  return { getToken: (request) => tokens.getToken({ ...request, scopes: [`${audience}/.default`] }) };
}

function credentialOf(door: 'azure-cli' | 'azd' | 'browser', options: DoorOptions) {
  const { services } = options;
  if (door === 'azure-cli')
    return new services.AzureCliCredential({ ...tenantOf(options), processTimeoutInMs: 30_000 });
  if (door === 'azd')
    return new services.AzureDeveloperCliCredential({ ...tenantOf(options), processTimeoutInMs: 30_000 });
  return new services.InteractiveBrowserCredential({ ...applicationOf(options), redirectUri: 'http://localhost' });
}

function deviceCode(options: DoorOptions, userPromptCallback: (code: ToldCode) => void) {
  return new options.services.DeviceCodeCredential({ ...applicationOf(options), userPromptCallback });
}

function tenantOf({ tenantId }: DoorOptions) {
  return { ...(tenantId !== undefined && { tenantId }), additionallyAllowedTenants: ['*'] };
}

/** The customer's own application, in the tenant asked for. */
function applicationOf(options: DoorOptions) {
  const { clientId, endpoints, isCustomCloud } = options;
  return {
    ...tenantOf(options),
    ...(clientId !== undefined && { clientId }),
    authorityHost: endpoints.authority,
    disableInstanceDiscovery: isCustomCloud,
  };
}

/**
 * Tokens of VS Code's own Microsoft sign-in. Its application may read Azure but not the directory (AADSTS65002), so for
 * Graph it is used with the customer's own application: scopes `VSCODE_CLIENT_ID:` and `VSCODE_TENANT:`.
 */
class SessionTokens implements TokenSource {
  readonly #options: DoorOptions;
  readonly #clientId: string | undefined;
  readonly #choice: AccountChoice;
  #hasAsked = false;

  constructor(options: DoorOptions, clientId: string | undefined, choice: AccountChoice) {
    this.#options = options;
    this.#clientId = clientId;
    this.#choice = choice;
  }

  async getToken({ scopes, claims }: TokenRequest): Promise<string> {
    const { services, tenantId } = this.#options;
    const request = [
      ...(this.#clientId === undefined ? [] : [`VSCODE_CLIENT_ID:${this.#clientId}`]),
      ...(tenantId === undefined ? [] : [`VSCODE_TENANT:${tenantId}`]),
      ...scopes,
    ];
    try {
      const account = await this.#account();
      const session =
        claims === undefined
          ? ((await this.#known(request, account)) ?? (this.#hasAsked ? undefined : await this.#ask(request, account)))
          : await vscode.authentication.getSession(
              'microsoft',
              { wwwAuthenticate: challengeOf(claims), fallbackScopes: request },
              { createIfNone: true, ...account },
            );
      if (session) {
        this.#choice.account = session.account;
        return session.accessToken;
      }
    } catch (error) {
      throw services.signInFailure(error);
    }
    throw services.signInFailure(new Error(vscode.l10n.t('Nobody is signed in.')));
  }

  /** A session that VS Code has; none of an account that it does not have. */
  async #known(scopes: string[], account: SessionAccount): Promise<vscode.AuthenticationSession | undefined> {
    if (this.#choice.isNew && this.#choice.account === undefined) return undefined;
    return vscode.authentication.getSession('microsoft', scopes, { silent: true, ...account });
  }

  /** Asks once; who closed the dialog is not asked again by every call. */
  #ask(scopes: string[], account: SessionAccount): Thenable<vscode.AuthenticationSession> {
    this.#hasAsked = true;
    if (this.#choice.isNew && this.#choice.account === undefined) {
      const options = { forceNewSession: true, clearSessionPreference: true };
      return vscode.authentication.getSession('microsoft', scopes, options);
    }
    return vscode.authentication.getSession('microsoft', scopes, { createIfNone: true, ...account });
  }

  async #account(): Promise<SessionAccount> {
    const { account: name } = this.#options;
    const { account: chosen } = this.#choice;
    if (chosen !== undefined) return { account: chosen };
    if (name === undefined) return {};
    const accounts = await vscode.authentication.getAccounts('microsoft');
    const account = accounts.find(({ label }) => label.toLowerCase() === name.toLowerCase());
    return account ? { account } : {};
  }
}

/** The account that signed in, which is that of both services. */
interface AccountChoice {
  readonly isNew: boolean;
  account: vscode.AuthenticationSessionAccountInformation | undefined;
}

type SessionAccount = Pick<vscode.AuthenticationGetSessionOptions, 'account'>;

function challengeOf(claims: string): string {
  return `Bearer error="insufficient_claims", claims="${btoa(claims)}"`;
}
