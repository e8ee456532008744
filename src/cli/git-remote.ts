import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { factsOfGit } from '../lint/repository-facts.ts';
import type { RepositoryFacts } from '../rules/rule.ts';

/** What git says of the clone a folder is; nothing for any other folder. */
export function gitFacts(root: string): RepositoryFacts {
  const folder = gitFolder(root);
  return factsOfGit({
    config: read(join(folder, 'config')),
    originHead: read(join(folder, 'refs/remotes/origin/HEAD')),
  });
}

/** In a linked working tree `.git` is a file that names its folder, which names the one that all have in common. */
function gitFolder(root: string): string {
  const link = /^gitdir: (.+)$/mu.exec(read(join(root, '.git')) ?? '')?.[1];
  if (link === undefined) return join(root, '.git');
  const own = resolve(root, link.trim());
  const common = read(join(own, 'commondir'));
  return common === undefined ? own : resolve(own, common.trim());
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
