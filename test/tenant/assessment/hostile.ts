import { type Assessment, assess } from '../../../src/tenant/assessment/assess.ts';
import { SECTIONS } from '../../../src/tenant/model/section.ts';
import { guid, identity, inventory, NOW } from '../identities.ts';
import { day, secret, trust } from './cases/parts.ts';

/** A name that is markup, a table row, a link, a formula and an escape sequence. */
export const NASTY =
  '=<img src=x onerror=alert(1)> | [a](javascript:b) `c`\r\n# d \u001b[31m "e" \'f\' & ${g} @h https://i.example';

export const WHOLE = Object.fromEntries(SECTIONS.map((name) => [name, { asOf: day(0) }]));

/** A tenant whose people name everything so. */
export function assessmentOf(name: string): Assessment {
  const one = identity({
    applicationId: guid(2),
    displayName: name,
    keyCredentials: [secret({ displayName: name })],
    federatedCredentials: [trust(name, { name, issuer: name })],
    azureRoles: [{ id: name, roleId: guid(3), roleName: name, scope: name }],
  });
  const tenant = inventory([one], {
    sections: WHOLE,
    tenant: { id: guid(9), displayName: name, cloud: 'public' },
  });
  return assess(tenant, tenant.identities, { now: NOW, preset: 'microsoft' });
}
