import type { RepositoryFacts } from '../rules/rule.ts';
import type { Configuration } from './configuration.ts';

export interface GitRemote {
  readonly host: string;
  /** `owner/name`, on GitLab with every group. */
  readonly fullName: string;
}

/** What there is to read of a clone; undefined where there is no such file. */
export interface GitFiles {
  /** `.git/config`. */
  readonly config: string | undefined;
  /** `.git/refs/remotes/origin/HEAD`: what the default branch was when it was cloned. */
  readonly originHead: string | undefined;
}

const SECTION = /^\s*\[/u;
const ORIGIN = /^\s*\[remote "origin"\]/u;
const URL_LINE = /^\s*url\s*=\s*(\S+)\s*$/u;

/** The remote `origin` of a clone; undefined without one, and where its address names no host. */
export function remoteOf(config: string): GitRemote | undefined {
  const lines = config.split(/\r?\n/u);
  const start = lines.findIndex((line) => ORIGIN.test(line));
  if (start < 0) return undefined;
  for (const line of lines.slice(start + 1)) {
    if (SECTION.test(line)) return undefined;
    const url = URL_LINE.exec(line)?.[1];
    if (url !== undefined) return parseRemote(url);
  }
  return undefined;
}

/** `https://user@host/o/r.git`, `ssh://git@host:22/o/r`, `git@host:o/r.git`. */
export function parseRemote(url: string): GitRemote | undefined {
  const found =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/(.+)$/u.exec(url) ??
    /^(?:[^@/:]+@)([\w.-]+):(?!\/)(.+)$/u.exec(url);
  const [, host, path] = found ?? [];
  const fullName = path?.replace(/\/+$/u, '').replace(/\.git$/u, '');
  return host !== undefined && fullName?.includes('/') ? { host: host.toLowerCase(), fullName } : undefined;
}

/** What git says of the repository, where GitHub or GitLab hosts it: elsewhere neither issues its tokens. */
export function factsOfGit({ config, originHead }: GitFiles): RepositoryFacts {
  const remote = config === undefined ? undefined : remoteOf(config);
  if (!remote || !/github|gitlab|\.ghe\.com$/u.test(remote.host)) return {};
  const defaultBranch = /^ref: refs\/remotes\/origin\/(\S+)\s*$/u.exec(originHead ?? '')?.[1];
  return defaultBranch === undefined ? remote : { ...remote, defaultBranch };
}

/**
 * The configuration with what git says, and GitHub where it was asked, where `keyless.yaml` says nothing; GitHub wins
 * over git. One for another repository stays as it is.
 */
export function withGitFacts(
  configuration: Configuration,
  git: RepositoryFacts,
  remote: RepositoryFacts = {},
): Configuration {
  const { repository: configured } = configuration;
  if (git.fullName === undefined) return configuration;
  // After a renaming GitHub knows the repository by another name than the clone.
  const names = [git.fullName, remote.fullName].map((name) => name?.toLowerCase());
  if (configured.fullName !== undefined && !names.includes(configured.fullName.toLowerCase())) return configuration;
  const variables = { ...remote.variables, ...configured.variables };
  const environments = mergeEnvironments(remote.environments ?? {}, configured.environments ?? {});
  return {
    ...configuration,
    repository: {
      ...git,
      ...remote,
      ...configured,
      ...(isEmpty(variables) ? {} : { variables }),
      ...(isEmpty(environments) ? {} : { environments }),
    },
  };
}

type Environments = NonNullable<RepositoryFacts['environments']>;

/** By name in any letter case; fact by fact. */
function mergeEnvironments(remote: Environments, configured: Environments): Environments {
  const merged = new Map(Object.entries(remote).map((entry) => [entry[0].toLowerCase(), entry]));
  for (const [name, facts] of Object.entries(configured)) {
    const [, known] = merged.get(name.toLowerCase()) ?? [];
    const variables = { ...known?.variables, ...facts.variables };
    const both = { ...known, ...facts, ...(isEmpty(variables) ? {} : { variables }) };
    merged.set(name.toLowerCase(), [name, both]);
  }
  return Object.fromEntries(merged.values());
}

function isEmpty(map: object): boolean {
  return Object.keys(map).length === 0;
}
