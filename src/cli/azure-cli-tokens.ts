import { type ExecFileException, execFile } from 'node:child_process';
import { ServiceFailure } from '../tenant/request/failure.ts';
import type { TokenRequest, TokenSource } from '../tenant/request/token-source.ts';

interface Token {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

const TIMEOUT_MILLISECONDS = 60_000;
/** A token is renewed this long before its end. */
const MARGIN_MILLISECONDS = 5 * 60_000;

/** Tokens of whoever is signed in to the Azure CLI; kept until shortly before their end. */
export class AzureCliTokens implements TokenSource {
  readonly #tenantId: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #tokens = new Map<string, Promise<Token>>();

  /** @param tenantId id or domain, of letters, digits, dots and hyphens only */
  constructor(tenantId: string, env: NodeJS.ProcessEnv) {
    this.#tenantId = tenantId;
    this.#env = env;
  }

  async getToken({ scopes, claims }: TokenRequest): Promise<string> {
    const [scope = ''] = scopes;
    if (claims !== undefined) throw challenged(scope, claims);
    const resource = scope.replace(/\/\.default$/, '');
    const kept = await this.#tokens.get(resource);
    if (kept && kept.expires - Date.now() > MARGIN_MILLISECONDS) return kept.text;
    const asked = this.#ask(resource);
    this.#tokens.set(resource, asked);
    return (await asked).text;
  }

  async #ask(resource: string): Promise<Token> {
    const args = [
      'account',
      'get-access-token',
      '--output',
      'json',
      '--resource',
      resource,
      '--tenant',
      this.#tenantId,
    ];
    const output = await new Promise<string>((resolve, reject) => {
      const options = {
        env: this.#env,
        timeout: TIMEOUT_MILLISECONDS,
        // On Windows `az` is a script, which only a shell starts; nothing in the arguments means anything to one.
        shell: process.platform === 'win32',
      };
      execFile('az', args, options, (error, stdout, stderr) => {
        if (error) reject(refused(error, stderr));
        else resolve(stdout);
      });
    });
    return tokenIn(output);
  }
}

function tokenIn(output: string): Token {
  try {
    const { accessToken, expires_on: seconds } = JSON.parse(output) as Record<string, unknown>;
    if (typeof accessToken === 'string') return { text: accessToken, expires: Number(seconds ?? 0) * 1_000 };
  } catch {
    // Said below: the output may hold a token, so none of it is.
  }
  throw failure('The Azure CLI printed no token.');
}

function refused(error: ExecFileException, stderr: string): ServiceFailure {
  if (error.code === 'ENOENT') return failure('The Azure CLI is not installed: https://aka.ms/azure-cli', error);
  const said = stderr.split('\n').find((line) => line.trim() !== '');
  return failure(`The Azure CLI gave no token. ${said?.replace(/^ERROR:\s*/, '').trim() ?? ''}`.trim(), error);
}

function challenged(scope: string, claims: string): ServiceFailure {
  const encoded = Buffer.from(claims).toString('base64');
  return failure(`The tenant asks for a fresh sign-in: az login --claims-challenge ${encoded} --scope ${scope}`);
}

function failure(detail: string, cause?: unknown): ServiceFailure {
  return new ServiceFailure({ kind: 'sign-in', what: 'a token', status: 0, code: '', detail }, cause);
}
