import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { folderWith } from './folder.ts';

/** A folder with a stand-in for `az` on its path that runs this, and an environment that asks an emulated tenant. */
export function folderWithAzureCli(
  script: string,
  url: string,
  files: Readonly<Record<string, string>> = {},
): { readonly folder: string; readonly env: Record<string, string> } {
  const folder = folderWith(files);
  const az = join(folder, 'az');
  writeFileSync(az, `#!/bin/sh\n${script}\n`);
  chmodSync(az, 0o755);
  return {
    folder,
    env: {
      PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
      KEYLESS_GRAPH_ENDPOINT: url,
      KEYLESS_RESOURCE_MANAGER_ENDPOINT: url,
    },
  };
}

/** Prints tokens of the emulated tenant. */
export const SIGNED_IN = `while [ $# -gt 0 ]; do case "$1" in --resource) resource="$2" ;; esac; shift; done
case "$resource" in
  https://graph.microsoft.com|https://management.azure.com) ;;
  *) echo "ERROR: unknown resource $resource" >&2; exit 1 ;;
esac
curl -sfG "$KEYLESS_GRAPH_ENDPOINT/control/token" --data-urlencode "scope=$resource/.default"`;
