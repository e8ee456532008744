/**
 * The workspace-relative path that a reference written in a file means; undefined where it is no relative path
 * (`br/public:...`, `ts:...`, absolute) or leads out of the workspace.
 */
export function resolveReference(fromPath: string, reference: string): string | undefined {
  // Registry and template-spec references have a scheme before the first slash.
  if (reference === '' || reference.startsWith('/') || /^[^/]*:/.test(reference)) return undefined;
  const parts = fromPath.split('/').slice(0, -1);
  for (const part of reference.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
