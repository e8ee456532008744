/**
 * Names of parameters, variables and environment variables that hold a secret. Bicep's linter looks for `password`,
 * `pwd`, `secret`, `accountkey` and `acctkey` (rule secure-secrets-in-params, 2026-08); these add the other Azure ones.
 */
const SECRET_NAME =
  /password|passwd|passphrase|(?:^|_)pwd(?:_|$)|pwd$|secret|acc(?:oun)?t_?key|connection_?string|sas_?(?:token|url)|(?:^|_)sas(?:_|$)|api_?key|access_?key|primary_?key|secondary_?key|shared_?key|private_?key|(?:git(?:hub|lab)|devops|ado)_?pat$|(?:^|_)pat$|token$/i;

/** What a name ends with that speaks about a secret and holds none: its name, its place, its length, its life. */
const ABOUT_A_SECRET =
  /(?:names?|refs?|ids?|uris?|versions?|permissions|enabled|disabled|length|expiry|expiration|ttl|days|policy|rotation|type|format|path|file|audience|issuer|endpoint|count|provider|required|algorithm)$|(?<!sas_?)urls?$/i;

/** What a switch begins with: `enablePasswordAuth`, `use_secret`. */
const SWITCH = /^(?:enable|disable|use|has|is|allow|require|create|generate|rotate)(?=[_A-Z])/;

/** Whether a parameter or variable of this name holds a secret value. */
export function isSecretName(name: string): boolean {
  const plain = name.replaceAll('-', '_');
  return SECRET_NAME.test(plain) && !ABOUT_A_SECRET.test(plain) && !SWITCH.test(plain);
}
