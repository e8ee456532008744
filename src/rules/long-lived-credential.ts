import { checkLifetime } from './long-lived-credential/check-lifetime.ts';
import { declaredCredentials } from './long-lived-credential/declared-credential.ts';
import { defineRule } from './rule.ts';

/**
 * A client secret or certificate of an application or service principal that is valid for longer than allowed. The
 * default of 180 days is that of CIS Microsoft 365 Foundations and CISA's baseline for Entra ID; a secret without an end
 * is valid for two years (Microsoft Graph, application: addPassword).
 */
export const longLivedCredential = defineRule({
  id: 'long-lived-credential',
  title: 'Client secret or certificate that is valid for too long',
  severity: 'warning',
  tags: ['CWE-262', 'CWE-324', 'CICD-SEC-6'],
  messages: {
    tooLong:
      'This {kind} is valid for {days} days, more than the {maximum} allowed: whoever gets hold of it can use it that long. ' +
      'Use a federated credential or a managed identity instead, or let it end after {maximum} days.',
    tooLate:
      'This {kind} is valid for another {days} days, more than the {maximum} allowed: whoever gets hold of it can use it ' +
      'that long. Use a federated credential or a managed identity instead, or let it end after {maximum} days.',
    noEnd:
      'This {kind} has no end, so that it is valid for about two years, more than the {maximum} days allowed. ' +
      'Use a federated credential or a managed identity instead, or let it end after {maximum} days.',
  },
  options: {
    'maximum-days': {
      type: 'integer',
      description: 'How many days a client secret or certificate may be valid.',
      default: 180,
      minimum: 1,
      maximum: 36_500,
    },
  },
  checks: {
    infrastructure(model, context) {
      for (const credential of declaredCredentials(model)) checkLifetime(credential, model, context);
    },
  },
});
