// @ts-check
/** Stands in for VS Code's own Microsoft accounts: tokens are those of the emulator. */
const vscode = require('vscode');

/** In the order in which they sign in where no account is asked for. */
const ACCOUNTS = [
  { id: 'mira', label: 'mira.sandberg@contoso.example' },
  { id: 'ola', label: 'ola.lind@contoso.example' },
];

/** @param {import('vscode').ExtensionContext} context */
exports.activate = (context) => {
  /** @type {import('vscode').AuthenticationSession[]} */
  const sessions = [];
  const changed = new vscode.EventEmitter();
  context.subscriptions.push(
    changed,
    vscode.authentication.registerAuthenticationProvider(
      'microsoft',
      'Microsoft',
      {
        onDidChangeSessions: changed.event,
        getSessions: async (scopes, { account } = {}) =>
          sessions.filter(
            (session) =>
              (scopes === undefined || scopes.join(' ') === session.scopes.join(' ')) &&
              (account === undefined || account.id === session.account.id),
          ),
        createSession: async (scopes, { account } = {}) => {
          const scope = scopes.filter((each) => each.startsWith('https:')).join(' ');
          const client = scopes.find((each) => each.startsWith('VSCODE_CLIENT_ID:'))?.split(':')[1];
          const isSignedIn = (/** @type {string} */ id) =>
            sessions.some((session) => session.account.id === id && session.scopes.join(' ') === scopes.join(' '));
          const chosen = account ?? ACCOUNTS.find(({ id }) => !isSignedIn(id)) ?? ACCOUNTS[0];
          if (chosen === undefined) throw new Error('There are no accounts.');
          const query = new URLSearchParams({ scope, account: chosen.label, ...(client !== undefined && { client }) });
          const response = await fetch(`${process.env['KEYLESS_EMULATOR']}/control/token?${query}`);
          const { accessToken } = /** @type {{ accessToken: string }} */ (await response.json());
          const session = { id: `${sessions.length}`, accessToken, account: chosen, scopes };
          sessions.push(session);
          changed.fire({ added: [session], removed: [], changed: [] });
          return session;
        },
        removeSession: async (id) => {
          const index = sessions.findIndex((session) => session.id === id);
          const removed = sessions.splice(index, 1);
          changed.fire({ added: [], removed, changed: [] });
        },
      },
      { supportsMultipleAccounts: true },
    ),
  );
};
