/**
 * What a tenant is made of, for tests in the editor: the emulator, the same over https for those clients that insist on
 * it, and stand-ins for the command lines of Azure.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { request as forward } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { temporaryFolder } from '../../scripts/lib/children.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import { readAt } from '../../src/tenant/snapshot/shift.ts';
import { type Emulator, startEmulator } from '../emulator/start.ts';

export interface TenantServices {
  readonly emulator: Emulator;
  /** Settings of the user that lead the extension to the emulator. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
}

/** Of the application registration that tests sign in with. */
export const CLIENT_ID = '5f1c3a52-7d1e-4c0b-9a4e-2f0b6c1d8e77';

/**
 * Starts the demo tenant. The environment of this process, which the editor inherits, is changed: `az` and `azd` are
 * stand-ins, and Node trusts the certificate that was made for this run.
 */
export async function startTenantServices(): Promise<TenantServices> {
  const demo = parseSnapshot(readFileSync(join(ROOT, 'media', 'demo-tenant.json'), 'utf8'));
  const emulator = await startEmulator({ tenant: readAt(demo, Date.now()) });
  const folder = temporaryFolder('tenant');
  const certificate = makeCertificate(folder);
  const secure = await startProxy(emulator.url, certificate);
  writeCommandLines(folder, emulator.url);
  process.env['PATH'] = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
  process.env['KEYLESS_EMULATOR'] = emulator.url;
  process.env['NODE_EXTRA_CA_CERTS'] = certificate.path;
  // Or else the extension host takes its PATH from a login shell.
  process.env['VSCODE_CLI'] = '1';
  return {
    emulator,
    settings: {
      'keyless.tenant.clientId': CLIENT_ID,
      'keyless.tenant.endpoints': {
        authority: `https://127.0.0.1:${(secure.address() as AddressInfo).port}`,
        graph: emulator.url,
        resourceManager: emulator.url,
      },
    },
    stop: async () => {
      secure.closeAllConnections();
      secure.close();
      await emulator.stop();
    },
  };
}

interface Certificate {
  readonly path: string;
  readonly key: string;
  readonly certificate: string;
}

function makeCertificate(folder: string): Certificate {
  const [key, path] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const names = 'subjectAltName=IP:127.0.0.1,DNS:localhost';
  const options = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...options, '-keyout', key, '-out', path, '-subj', '/CN=Keyless tests', '-addext', names],
    { stdio: 'pipe' },
  );
  return { path, key: readFileSync(key, 'utf8'), certificate: readFileSync(path, 'utf8') };
}

/** The emulator behind https: Azure Identity takes no authority without it. */
async function startProxy(url: string, { key, certificate }: Certificate): Promise<Server> {
  const server = createServer({ key, cert: certificate }, (incoming, outgoing) => {
    const headers = {
      ...incoming.headers,
      'x-forwarded-proto': 'https',
      'x-forwarded-host': incoming.headers.host ?? '127.0.0.1',
    };
    const options = { method: incoming.method ?? 'GET', headers };
    const onward = forward(`${url}${incoming.url ?? '/'}`, options, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

/**
 * `az account get-access-token --resource R` and `azd auth token --scope S`, as far as Azure Identity asks. Some tenants
 * stand for what can go wrong with `az`.
 */
function writeCommandLines(folder: string, url: string): void {
  const token = (scope: string, extra = '') => `curl -sfG ${url}/control/token --data-urlencode scope=${scope}${extra}`;
  writeProgram(
    join(folder, 'az'),
    `while [ $# -gt 0 ]; do
  case "$1" in --resource) resource="$2"; shift ;; --tenant) tenant="$2"; shift ;; esac
  shift
done
case "$tenant" in
  signed-out.example) echo "ERROR: Please run 'az login' to setup account." >&2; exit 1 ;;
  expired.example) echo "ERROR: AADSTS70043: The refresh token has expired or is invalid." >&2; exit 1 ;;
  no-az.example) echo "az: command not found" >&2; exit 127 ;;
esac
${token('"$resource/.default"')}`,
  );
  writeProgram(
    join(folder, 'azd'),
    `while [ $# -gt 0 ]; do
  case "$1" in --scope) scope="$2"; shift ;; esac
  shift
done
${token('"$scope"')} | sed 's/"accessToken"/"token"/; s/"expires_on":\\([0-9]*\\)/"expiresOn":"2099-01-01T00:00:00Z"/'`,
  );
}

function writeProgram(path: string, text: string): void {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}
