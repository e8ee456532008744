import type { PolicyKind } from '../policy-writing/policy-change.ts';
import { isServiceFailure } from '../request/failure.ts';
import { NOT_SHOWN } from './policies.ts';

/** What changing a policy takes. Microsoft Graph permissions reference; Learn, "Conditional Access for workload identities". */
const NEEDS: Readonly<Record<PolicyKind, { readonly permission: string; readonly roles: string }>> = {
  default: {
    permission: 'Policy.ReadWrite.ApplicationConfiguration',
    roles: 'Security Administrator with (Cloud) Application Administrator, or Global Administrator',
  },
  custom: {
    permission: 'Policy.ReadWrite.ApplicationConfiguration and Application.Read.All',
    roles: '(Cloud) Application Administrator',
  },
  'conditional-access': {
    permission: 'Policy.ReadWrite.ConditionalAccess and Policy.Read.All',
    roles: 'Conditional Access Administrator or Security Administrator',
  },
};

/**
 * A failed change of a policy in words: what happened and what to do. Undefined for what is no answer of a service.
 * @param name of the policy, for people
 */
export function policyFailureText(error: unknown, kind: PolicyKind, name: string): string | undefined {
  if (!isServiceFailure(error)) return undefined;
  const { detail, code } = error;
  const answer = detail === '' ? code : detail;
  if (error.kind === 'not-licensed' || /\b(?:licen[sc]e|premium)/iu.test(detail)) {
    return kind === 'conditional-access'
      ? `Conditional Access for workload identities needs Microsoft Entra Workload ID Premium, which this tenant does not have: ${answer}`
      : `The tenant lacks a licence for ${name}: ${answer}`;
  }
  switch (error.kind) {
    case 'not-permitted': {
      const { permission, roles } = NEEDS[kind];
      return `You may not change ${name}. It takes the permission ${permission}, which the Azure CLI's sign-in cannot have, and the role ${roles}. Or give it as az commands to somebody who may.`;
    }
    case 'sign-in':
      return `The sign-in has ended or asks for more proof. Sign in again, then repeat the change of ${name}.`;
    case 'not-found':
      return code === NOT_SHOWN
        ? `The change of ${name} was accepted but does not show yet. Refresh Workload Identities in a while to see it.`
        : `Something that the change of ${name} is about was not found: ${answer} Refresh Workload Identities.`;
    case 'conflict':
      return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)} is being changed by somebody else, or exists already: ${answer}`;
    case 'throttled':
    case 'unavailable':
      return `The service did not answer, and the change of ${name} may not have been made. Refresh Workload Identities before you repeat it.`;
    default:
      return `The change of ${name} was refused: ${answer}`;
  }
}
