/**
 * Versions of azure/login. Facts: tags of Azure/login and its README, 2026-08-04: v1 end of life, v2 security fixes
 * only, v3 current; `client-id`, `tenant-id`, `subscription-id` and `audience` exist since v1.4.0 (2021-10-22).
 */
export const LOGIN_ACTIONS: readonly string[] = ['azure/login', 'azure/actions/login', 'azure/github-actions/login'];

/** What a quick-fix writes. */
export const CURRENT_LOGIN = 'azure/login@v3';

/** Major, minor, patch. */
export type Version = readonly [major: number, minor: number, patch: number];

/** The first version that can log in without a secret. */
export const FIRST_OIDC_VERSION: Version = [1, 4, 0];

/** The first version that does so in clouds other than the public one; v1.4.x ends with an error (src/main.ts of v1.4.7). */
export const FIRST_SOVEREIGN_OIDC_VERSION: Version = [1, 5, 0];

/** Majors that get no fixes any more: a fix that touches the step moves it to the current one. */
export const RETIRED_LOGIN_MAJORS: readonly number[] = [1];

/** The first release of each major that escapes its inputs in the PowerShell it runs for `enable-AzPSSession` (#599). */
export const FIRST_ESCAPING_VERSIONS: readonly Version[] = [
  [2, 3, 1],
  [3, 0, 1],
];

export interface LoginRelease {
  readonly version: Version;
  readonly commit: string;
}

/** Releases by commit, the newest of each major last: what a pinned step runs, and what a step may be pinned to. */
export const LOGIN_RELEASES: readonly LoginRelease[] = [
  { version: [1, 1, 0], commit: '6786a47b5726030896be70ac35e07bd81673fe81' },
  { version: [1, 3, 0], commit: '77f1b2e3fb80c0e8645114159d17008b8a2e475a' },
  { version: [1, 4, 0], commit: '154d5e5db199fc3c11c1832df0446462c9b98ed6' },
  { version: [1, 4, 7], commit: '92a5484dfaf04ca78a94597f4f19fea633851fa2' },
  { version: [1, 5, 0], commit: '4c88f01b0e3a5600e08a37889921afd060f75cf0' },
  { version: [1, 6, 0], commit: 'e15b166166a8746d1a47596803bd8c1b595455cf' },
  { version: [1, 6, 1], commit: 'cb79c773a3cfa27f31f25eb3f677781210c9ce3d' },
  { version: [2, 0, 0], commit: '8c334a195cbb38e46038007b304988d888bf676a' },
  { version: [2, 1, 0], commit: '6b2456866fc08b011acb422a92a4aa20e2c4de32' },
  { version: [2, 2, 0], commit: 'a65d910e8af852a8061c627c456678983e180302' },
  { version: [2, 3, 0], commit: 'a457da9ea143d694b1b9c7c869ebb04ebe844ef5' },
  { version: [2, 3, 1], commit: '7184910d9eb2b1c5e48f7073824a90609bb9b6d6' },
  { version: [3, 0, 0], commit: '532459ea530d8321f2fb9bb10d1e0bcf23869a43' },
  { version: [3, 0, 1], commit: 'f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca' },
];

/** The audience of a token in the public cloud: the default of azure/login. */
export const PUBLIC_AUDIENCE = 'api://AzureADTokenExchange';

/**
 * The audience of a token for the values of `environment` other than the public cloud, in lower case. Microsoft Learn,
 * "Federated identity credentials overview": each cloud has its own, and the federated credential must name it too.
 */
export const SOVEREIGN_AUDIENCES: Readonly<Record<string, string>> = {
  azureusgovernment: 'api://AzureADTokenExchangeUSGov',
  azurechinacloud: 'api://AzureADTokenExchangeChina',
};

/** The inputs of azure/login (action.yml of v3.0.1), in lower case. */
export const LOGIN_INPUTS: readonly string[] = [
  'creds',
  'client-id',
  'tenant-id',
  'subscription-id',
  'enable-azpssession',
  'environment',
  'allow-no-subscriptions',
  'audience',
  'auth-type',
];
