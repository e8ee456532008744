import { describe, expect, it } from 'vitest';
import { simulatePolicies } from '../../../../src/tenant/policy-simulation/simulation.ts';
import { restriction } from '../../../../src/tenant/policy-writing/presets.ts';
import { simulationPage } from '../../../../src/vscode/features/policies/simulation-page.ts';
import { guid, identity, inventory, NOW } from '../../../tenant/identities.ts';

const SECRET = { kind: 'client-secret', origin: 'application', end: '2027-06-01T00:00:00Z' } as const;

function page(names: readonly string[], policyName = 'Strict'): string {
  const identities = names.map((displayName, index) =>
    identity({
      clientId: guid(index),
      applicationId: guid(10_000 + index),
      displayName,
      keyCredentials: [SECRET],
    }),
  );
  const draft = {
    kind: 'custom',
    displayName: policyName,
    isEnabled: true,
    restrictions: [restriction('passwordAddition')],
    appliesTo: identities.map(({ applicationId }) => applicationId ?? ''),
  } as const;
  return simulationPage(simulatePolicies(inventory([]), identities, [draft], NOW), 'abc123', 'en');
}

describe('the page of a simulation', () => {
  it('counts first, then says what changes and whom it concerns', () => {
    expect(page(['Ledger']).replaceAll(/<[^>]+>/g, '')).toMatch(
      /could not renew.*Outcome.*What changes in.*does not exist.*Blocked.*Ledger.*passwordAddition/s,
    );
  });

  it('takes names for text, and lets in its own style only', () => {
    const text = page(['<img src=x onerror=alert(1)>"\'&'], '</style><script>');
    expect(text).not.toMatch(/<img|<script|<\/style><s/);
    expect(text).toContain("content=\"default-src 'none'; style-src 'nonce-abc123'\"");
    expect(
      text
        .match(/command:[\w.]+/g)
        ?.every((each) => /^command:keyless\.(?:writePolicy|showDetails|policies\.saveSimulation)$/.test(each)),
    ).toBe(true);
  });

  it('lists as many as a page bears, and counts the others', () => {
    const text = page(Array.from({ length: 205 }, (_, index) => `app ${index}`));
    expect(text.match(/command:keyless\.showDetails/g)).toHaveLength(200);
    expect(text).toContain('5 more are in the CSV.');
  });
});
