import type { InfrastructureModel, Resource } from '../model/resource.ts';
import { rowsOf } from './catalogue/infrastructure/index.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { judgeSwitch } from './support/catalogue-row.ts';
import { reportSwitches, type SwitchMessage } from './support/catalogue-row-report.ts';
import { suppliedSecrets } from './support/catalogue-row-secrets.ts';

const ID = 'admin-credential';

type Context = RuleContext<SwitchMessage | 'password'>;

/**
 * Servers and machines that an administrator signs in to with a password: databases that do not take Entra ID alone,
 * registries with an admin user, Linux machines with passwords over SSH.
 */
export const adminCredential = defineRule({
  id: ID,
  title: 'Administrator who signs in with a password',
  severity: 'warning',
  tags: ['CWE-287', 'CWE-521', 'CICD-SEC-6'],
  messages: {
    written:
      '{property} {be} `{value}`{by}, so passwords open {service} ({credential}). A password is shared, guessed and rarely ' +
      'changed, and no Conditional Access policy of Microsoft Entra ID guards it. {advice}',
    missing:
      '{property} {be} not written, and by default passwords open {service} ({credential}). A password is shared, guessed ' +
      'and rarely changed, and no Conditional Access policy of Microsoft Entra ID guards it. {advice}',
    password:
      '{service} is set up with a password from {label}, so whoever knows it is its administrator, whatever Conditional ' +
      'Access says. {advice}',
  },
  checks: {
    infrastructure(model, context) {
      const reported = reportSwitches(ID, model, context, hasPassword);
      checkPasswords(model, reported, context);
    },
  },
});

/** Where the switch has been spoken of, or passwords are off, the password itself is no second finding. */
function checkPasswords(model: InfrastructureModel, reported: ReadonlySet<number>, context: Context): void {
  for (const { row, resource, property, label, severity } of suppliedSecrets(ID, model)) {
    if (reported.has(resource.range.start) || isClosed(resource)) continue;
    const { alternative } = row.fix;
    const use = alternative === undefined ? '' : `Use this instead: ${alternative}. `;
    const need = row.roles.length > 0 ? `Callers then need ${row.roles.map(({ name }) => name).join(', ')}.` : '';
    context.report({
      messageId: 'password',
      data: { service: row.service ?? row.type, label, advice: `${use}${need}`.trim() },
      range: property.value.range,
      severity,
    });
  }
}

/** Somebody gave the server a password: it takes passwords. */
function hasPassword(resource: Resource): boolean {
  const passwords = rowsOf(resource).filter(({ rule, kind }) => rule === ID && kind === 'credential-value');
  return passwords.some(({ path }) => resource.find(path).length > 0);
}

function isClosed(resource: Resource): boolean {
  const switches = rowsOf(resource).filter(({ rule, profile }) => rule === ID && profile === 'switch');
  return switches.some((row) => judgeSwitch(row, resource).state === 'secure');
}
