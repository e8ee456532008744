/**
 * Versions of azure/login. Facts: tags of Azure/login and its README, 2026-08-04: v1 end of life, v2 security fixes
 * only, v3 current; `client-id`, `tenant-id`, `subscription-id` and `audience` exist since v1.4.0 (2021-10-22).
 */
export const LOGIN_ACTIONS: readonly string[] = ['azure/login', 'azure/actions/login', 'azure/github-actions/login'];

/** What a quick-fix writes. */
export const CURRENT_LOGIN = 'azure/login@v3';

/** The first version that can log in without a secret. */
export const FIRST_OIDC_VERSION = [1, 4, 0] as const;

/** Majors that get no fixes any more: a fix that touches the step moves it to the current one. */
export const RETIRED_LOGIN_MAJORS: readonly number[] = [1];

/** Commits of releases before `FIRST_OIDC_VERSION`, for steps that are pinned. */
export const COMMITS_WITHOUT_OIDC: readonly string[] = [
  '6786a47b5726030896be70ac35e07bd81673fe81',
  '77f1b2e3fb80c0e8645114159d17008b8a2e475a',
];

/**
 * The audience of a token for the values of `environment` other than the public cloud, in lower case. Microsoft Learn,
 * "Federated identity credentials overview": each cloud has its own, and the federated credential must name it too.
 */
export const SOVEREIGN_AUDIENCES: Readonly<Record<string, string>> = {
  azureusgovernment: 'api://AzureADTokenExchangeUSGov',
  azurechinacloud: 'api://AzureADTokenExchangeChina',
};
