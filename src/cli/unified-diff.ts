import { createTwoFilesPatch } from 'diff';

/** What changes in a file, as `git apply` and `patch -p1` read it. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 });
  // The library writes a line of `=` first, which belongs to another format.
  return patch.replace(/^=+\n/, '');
}
