import { checkDead } from './federation/check-dead.ts';
import { declarationsIn } from './federation/credentials.ts';
import { defineRule } from './rule.ts';

/**
 * A federated credential that can never match a token. Azure and Entra accept wrong values when it is created; the
 * sign-in fails later with AADSTS70021 or 700213 (Learn, "Workload identity federation considerations").
 */
export const deadFederationSubject = defineRule({
  id: 'dead-federation-subject',
  title: 'Federated credential that can never match a token',
  severity: 'warning',
  tags: ['CWE-1164', 'CICD-SEC-2'],
  messages: {
    wildcard: 'No token matches this federated credential. {explanation} {instead}',
    subject: 'No token matches this federated credential. {explanation} Write the subject as the tokens have it.',
    expression: 'No token matches this federated credential. {explanation} Name one exact subject instead.',
    sometimes:
      'Where the {property} is `{value}`, no token matches this federated credential. {explanation} ' +
      'Write it exactly as the tokens have it.',
    assumed:
      'If {assumption}, no token matches this federated credential. {explanation} ' +
      'Write the subject as the tokens have it.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declaration of declarationsIn(model)) checkDead(declaration, context);
    },
  },
});
