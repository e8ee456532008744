import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

export interface Import {
  /** The importing file, relative to the repository. */
  readonly from: string;
  /** As written: `../text/range.ts`, `node:fs`, `yaml`. */
  readonly specifier: string;
  /** The imported file relative to the repository, for a relative specifier. */
  readonly file: string | undefined;
  /** Gone after compilation: `import type`, `export type`, `typeof import()`. */
  readonly isTypeOnly: boolean;
  /** `import()`: loaded when it is asked for. */
  readonly isLazy: boolean;
}

const STATEMENT =
  /^(?:import|export)\s+(?<type>type\s)?(?:[^'";]*?\sfrom\s+)?'(?<static>[^']+)'|(?<typeof>typeof\s+)?\bimport\('(?<dynamic>[^']+)'\)/gm;

/** Every import of every source file. */
export function sourceImports(): readonly Import[] {
  return globSync('src/**/*.ts', { cwd: ROOT }).flatMap(importsOf);
}

function importsOf(from: string): readonly Import[] {
  const text = readFileSync(join(ROOT, from), 'utf8');
  return Array.from(text.matchAll(STATEMENT), ({ groups = {} }) => {
    const specifier = groups['static'] ?? groups['dynamic'] ?? '';
    return {
      from,
      specifier,
      file: specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(from), specifier)) : undefined,
      isTypeOnly: groups['type'] !== undefined || groups['typeof'] !== undefined,
      isLazy: groups['dynamic'] !== undefined,
    };
  });
}
