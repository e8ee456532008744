import { REGISTRY_HOST } from '../catalogue/registry-credentials.ts';

const WORD = /^(?:[\w.-]|\$\w+|\$\{\w+\}|\$env:\w+|%\w+%|\$\([\w.]+\)|\$\{\{[^}'"]*\}\})+$/;

/**
 * How to write a registry for `az acr login --name`: the name of a host that is spelled out, else what the file says.
 * The Azure CLI leaves the suffix of a login server out by itself.
 * @returns undefined where it would have to be quoted
 */
export function registryName(written: string): string | undefined {
  const host = written
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/s, '');
  const match = REGISTRY_HOST.exec(host);
  const name = match ? host.slice(0, match.index) : host;
  return name !== '' && WORD.test(name) ? name : undefined;
}
