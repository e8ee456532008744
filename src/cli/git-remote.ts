import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface GitRemote {
  readonly host: string;
  /** `owner/name`, on GitLab with every group. */
  readonly fullName: string;
}

const SECTION = /^\s*\[/u;
const ORIGIN = /^\s*\[remote "origin"\]/u;
const URL_LINE = /^\s*url\s*=\s*(\S+)\s*$/u;

/** The remote `origin` of a clone; undefined without one, and where its address names no host. */
export function gitRemote(root: string): GitRemote | undefined {
  let lines: readonly string[];
  try {
    lines = readFileSync(join(root, '.git/config'), 'utf8').split(/\r?\n/u);
  } catch {
    return undefined;
  }
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
