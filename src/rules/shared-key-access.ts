import { defineRule } from './rule.ts';
import { reportSwitches } from './support/catalogue-row-report.ts';

/**
 * A service that takes keys, SAS tokens or nothing at all beside the identities of Entra ID, because its switch says so or
 * its default does. Which switches there are, what they mean when absent and who needs which role is in the catalogue.
 */
export const sharedKeyAccess = defineRule({
  id: 'shared-key-access',
  title: 'Service that lets in keys beside identities',
  severity: 'warning',
  tags: ['CWE-287', 'CWE-1188', 'CICD-SEC-6'],
  messages: {
    written:
      '{property} {be} `{value}`{by}: callers of {service} get in without an identity, by {credential}. Whoever gets hold of that ' +
      'has access from anywhere, and no Conditional Access policy or sign-in log of Microsoft Entra ID knows. {advice}',
    missing:
      '{property} {be} not written, and by default callers of {service} get in without an identity, by {credential}. Whoever ' +
      'gets hold of that has access from anywhere, and no Conditional Access policy or sign-in log of Microsoft Entra ID ' +
      'knows. {advice}',
  },
  checks: {
    infrastructure(model, context) {
      reportSwitches('shared-key-access', model, context);
    },
  },
});
