import type { CommandRow, OptionRow } from '../support/commands.ts';
import type { InputRow } from '../support/input-table.ts';

/**
 * Where passwords of Azure Container Registry are used or handed out, as data: a new command or input is a new row.
 * Facts: action.yml and README of each action, task.json of each task, Azure CLI reference (2026-08-21), Az PowerShell
 * 16.2 reference.
 */

/** Host names of Azure Container Registry in its clouds. */
export const REGISTRY_HOST = /\.azurecr\.(?:io|us|cn)\b/i;

/** The user name that goes with a token of `az acr login --expose-token` or an Entra refresh token. */
export const TOKEN_USER = '00000000-0000-0000-0000-000000000000';

const PASSWORD: OptionRow = { names: ['--password', '-p'] };
const PASSWORD_STDIN: OptionRow = { names: ['--password-stdin'] };

export type RegistryCommandRow = CommandRow & {
  readonly is: 'login' | 'acr-login' | 'shows-password' | 'admin-user' | 'pulls' | 'pull-secret' | 'cmdlet-login';
  /** The option that names the registry; the last argument where there is none. */
  readonly server?: OptionRow;
  /** What pulls without a password, for the message. */
  readonly instead?: string;
  /** Words that take the place of user name and password, where the command alone decides. */
  readonly replacement?: string;
};

export const REGISTRY_COMMANDS: readonly RegistryCommandRow[] = [
  { command: 'docker|podman|nerdctl|buildah|skopeo|oras login', withAny: [PASSWORD, PASSWORD_STDIN], is: 'login' },
  { command: 'helm registry login', withAny: [PASSWORD, PASSWORD_STDIN], is: 'login' },
  { command: 'crane auth login', withAny: [PASSWORD, PASSWORD_STDIN], is: 'login' },
  { command: 'az acr login', withAny: [PASSWORD], is: 'acr-login' },
  { command: 'az acr credential show|renew', is: 'shows-password' },
  { command: 'Get-AzContainerRegistryCredential|Update-AzContainerRegistryCredential', is: 'shows-password' },
  {
    command: 'az acr create|update',
    withAny: [{ names: ['--admin-enabled'] }],
    without: [{ names: ['--admin-enabled'], value: /^false$/i }],
    is: 'admin-user',
  },
  {
    command: 'New-AzContainerRegistry|Update-AzContainerRegistry',
    withAny: [{ names: ['-EnableAdminUser'] }],
    is: 'admin-user',
  },
  { command: 'Connect-AzContainerRegistry', withAny: [{ names: ['-Password'] }], is: 'cmdlet-login' },
  {
    command: 'az containerapp create|up|update',
    withAny: [{ names: ['--registry-password'] }],
    server: { names: ['--registry-server'] },
    instead: '`--registry-identity system` or the resource id of a user-assigned identity',
    is: 'pulls',
  },
  {
    command: 'az containerapp job create',
    withAny: [{ names: ['--registry-password'] }],
    server: { names: ['--registry-server'] },
    instead: '`--registry-identity system` or the resource id of a user-assigned identity',
    is: 'pulls',
  },
  {
    command: 'az containerapp registry set',
    withAny: [{ names: ['--password'] }],
    server: { names: ['--server'] },
    instead: '`--identity system` or the resource id of a user-assigned identity',
    is: 'pulls',
  },
  {
    command: 'az webapp|functionapp|logicapp create',
    withAny: [
      { names: ['--container-registry-password', '--docker-registry-server-password', '--registry-password', '-w'] },
    ],
    server: { names: ['--container-registry-url', '--docker-registry-server-url', '--registry-server'] },
    instead: '`--assign-identity [system] --acr-use-identity --acr-identity [system]`',
    is: 'pulls',
  },
  {
    command: 'az webapp|functionapp config container set',
    withAny: [
      { names: ['--container-registry-password', '--docker-registry-server-password', '--registry-password', '-p'] },
    ],
    server: { names: ['--container-registry-url', '--docker-registry-server-url', '--registry-server', '-r'] },
    instead: '`az webapp config set --generic-configurations \'{"acrUseManagedIdentityCreds": true}\'`',
    is: 'pulls',
  },
  {
    command: 'az container create',
    withAny: [{ names: ['--registry-password'] }],
    server: { names: ['--registry-login-server'] },
    instead: '`--acr-identity` and `--assign-identity` with the resource id of a user-assigned identity',
    is: 'pulls',
  },
  {
    command: 'kubectl create secret docker-registry',
    withAny: [{ names: ['--docker-password'] }],
    server: { names: ['--docker-server'] },
    is: 'pull-secret',
  },
];

/** Options that go with the password, where the replacement is known to take the place of both. */
export const PULL_REPLACEMENTS: Readonly<
  Record<string, { readonly user: OptionRow; readonly by: string } | undefined>
> = {
  'az containerapp create': { user: { names: ['--registry-username'] }, by: '--registry-identity system' },
  'az containerapp job create': { user: { names: ['--registry-username'] }, by: '--registry-identity system' },
  'az containerapp registry set': { user: { names: ['--username'] }, by: '--identity system' },
};

export type RegistryInputRow = InputRow & {
  /** The inputs that name the registry. Where one is given and names another one, the row does not hold. */
  readonly registry: readonly string[];
  /** False where the action works with any registry: then it must be seen that it is one of Azure. */
  readonly isAzure: boolean;
  /** True where a registry that the file does not name is most likely one of Azure. */
  readonly isMostlyAzure?: boolean;
  readonly way: 'login-step' | 'session' | 'attach' | 'pull-identity' | 'login-before';
  /** The inputs that go together with the password. */
  readonly with?: readonly string[];
};

export const REGISTRY_INPUTS: readonly RegistryInputRow[] = [
  { actions: ['docker/login-action'], inputs: ['password'], registry: ['registry'], isAzure: false, way: 'login-step' },
  {
    actions: ['azure/docker-login', 'azure/k8s-actions/docker-login', 'azure/container-actions/docker-login'],
    inputs: ['password'],
    registry: ['login-server'],
    isAzure: false,
    isMostlyAzure: true,
    way: 'login-step',
  },
  {
    actions: ['azure/container-apps-deploy-action', 'azurecontainerapps'],
    inputs: ['acrPassword'],
    registry: [],
    isAzure: true,
    way: 'session',
    with: ['acrUsername'],
  },
  {
    actions: ['azure/container-apps-deploy-action'],
    inputs: ['registryPassword'],
    registry: ['registryUrl'],
    isAzure: false,
    way: 'login-before',
  },
  {
    actions: ['azure/k8s-create-secret', 'azure/k8s-actions/k8s-create-secret'],
    inputs: ['container-registry-password'],
    registry: ['container-registry-url'],
    isAzure: false,
    way: 'attach',
  },
  {
    actions: ['azure/aci-deploy'],
    inputs: ['registry-password'],
    registry: ['registry-login-server'],
    isAzure: false,
    way: 'pull-identity',
  },
  {
    actions: ['azure/spring-apps-deploy'],
    inputs: ['registry-password'],
    registry: ['registry-server'],
    isAzure: false,
    way: 'pull-identity',
  },
  {
    actions: ['azure/container-scan'],
    inputs: ['password'],
    registry: ['image-name'],
    isAzure: false,
    way: 'login-before',
  },
  { actions: ['servicefabricdeploy'], inputs: ['registryPassword'], registry: [], isAzure: true, way: 'pull-identity' },
  {
    actions: ['azurespringcloud'],
    inputs: ['RegistryPassword'],
    registry: ['RegistryServer'],
    isAzure: false,
    way: 'pull-identity',
  },
];
