/** Whether a role on an Azure scope holds on another one: roles are inherited downwards. */
export function coversScope(scope: string, inner: string): boolean {
  const [outer, below] = [scope, inner].map((text) => text.toLowerCase().replace(/\/+$/u, '')) as [string, string];
  return outer === below || outer === '' || below.startsWith(`${outer}/`);
}
