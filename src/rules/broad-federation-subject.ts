import { checkBreadth } from './federation/check-breadth.ts';
import { declarationsIn } from './federation/credentials.ts';
import { defineRule } from './rule.ts';

/**
 * A federated credential that accepts tokens of more than one workload: other repositories, branches, environments,
 * pull requests, or accounts that anyone can register. Decided by src/federation on every subject that the issuer's
 * tokens can have, not by the text of the pattern. Facts: the issuers' documentation named in src/federation/issuers.
 */
export const broadFederationSubject = defineRule({
  id: 'broad-federation-subject',
  title: 'Federated credential that accepts tokens of more than one workload',
  severity: 'warning',
  tags: ['CWE-284', 'CWE-1390', 'CICD-SEC-2', 'CICD-SEC-6'],
  messages: {
    outsiders:
      'Outsiders can sign in as this {holder}: the {what} matches {reach}, for example `{witness}`. ' +
      'Narrow it to `{narrowest}`.',
    broad:
      'More than one workload can sign in as this {holder}: the {what} matches {reach}, for example `{witness}`. ' +
      'Narrow it to `{narrowest}`.',
    assumed:
      'If {assumption}, the {what} of this federated credential matches {reach}, for example `{witness}`. ' +
      'Narrow it to `{narrowest}`.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declaration of declarationsIn(model)) checkBreadth(declaration, context);
    },
  },
});
