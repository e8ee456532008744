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

const HOST_NAME =
  /(?:^|[^a-z])acr_?(?:login_?)?(?:server|host(?:name)?|url|registry|fqdn)\b|azure_?container_?registry\b/i;

/** Whether a word is a variable whose name says that it is the host of a registry: `$ACR_LOGIN_SERVER`. */
export function isHostVariable(word: string): boolean {
  return (
    /^(?:\$\w+|\$\{\w+\}|\$env:\w+|%\w+%|\$\(\w+\)|\$\{\{[^{}]*\}\})$/i.test(word) &&
    HOST_NAME.test(word) &&
    !/ali(?:yun|baba)/i.test(word)
  );
}
