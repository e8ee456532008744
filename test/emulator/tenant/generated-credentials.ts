import type { GraphObject } from './collection.ts';
import { idOf } from './ids.ts';
import { date, nameOf, type Plan, pick } from './plan.ts';

const GITHUB = 'https://token.actions.githubusercontent.com';
const AUDIENCES = ['api://AzureADTokenExchange'];

/** None for a third, one for most, up to three. */
export function secrets(plan: Plan, number: number): readonly unknown[] {
  const count = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 3][pick(plan, number, 10, 12)] ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const lifetime = [90, 180, 365, 730, 3_650][pick(plan, number + index * 31, 11, 5)] ?? 365;
    const end = pick(plan, number + index * 31, 12, lifetime + 200) - 200;
    return {
      customKeyIdentifier: null,
      displayName: `secret ${index + 1}`,
      endDateTime: date(plan, end),
      hint: idOf('secret', number * 4 + index).slice(0, 3),
      keyId: idOf('secret', number * 4 + index),
      secretText: null,
      startDateTime: date(plan, end - lifetime),
    };
  });
}

export function certificates(plan: Plan, number: number): readonly unknown[] {
  if (pick(plan, number, 13, 8) !== 0) return [];
  const end = pick(plan, number, 14, 700) - 100;
  return [
    {
      customKeyIdentifier: Buffer.from(idOf('certificate', number).replaceAll('-', ''), 'hex').toString('base64'),
      displayName: `CN=${nameOf(plan, number)}`,
      endDateTime: date(plan, end),
      key: 'MIIB',
      keyId: idOf('certificate', number),
      startDateTime: date(plan, end - 365),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    },
  ];
}

export function trusts(plan: Plan, number: number, name: string): readonly GraphObject[] {
  const count = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3][pick(plan, number, 15, 11)] ?? 0;
  return Array.from({ length: count }, (_, index) => ({
    id: idOf('trust', number * 4 + index),
    name: `trust-${index + 1}`,
    description: null,
    audiences: AUDIENCES,
    ...claims(plan, number, index, name),
  }));
}

function claims(plan: Plan, number: number, index: number, name: string): Readonly<Record<string, unknown>> {
  switch (pick(plan, number + index * 37, 16, 7)) {
    case 0:
      return { issuer: GITHUB, subject: `repo:contoso/${name}:pull_request` };
    case 1:
      return {
        issuer: GITHUB,
        subject: null,
        claimsMatchingExpression: {
          value: `claims['sub'] matches 'repo:contoso/${name}:*${index}'`,
          languageVersion: 1,
        },
      };
    case 2:
      return {
        issuer: `https://westeurope.oic.prod-aks.azure.com/${plan.tenantId}/${idOf('added', number % 40)}/`,
        subject: `system:serviceaccount:${name}:default-${index}`,
      };
    case 3:
      return {
        issuer: `https://login.microsoftonline.com/${plan.tenantId}/v2.0`,
        subject: `/eid1/c/pub/t/x/a/x/sc/${name}/${index}`,
      };
    case 4:
      return {
        issuer: 'https://app.terraform.io',
        subject: `organization:contoso:project:platform:workspace:${name}:run_phase:apply${index}`,
      };
    default:
      return { issuer: GITHUB, subject: `repo:contoso/${name}:environment:production-${index}` };
  }
}
