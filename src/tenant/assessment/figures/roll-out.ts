import type { Strength } from '../../model/strength.ts';
import type { IdentityFacts } from '../identity-facts.ts';
import { type FigureDefinition, IDENTITIES, type Label } from './figure.ts';

/** Weakest first. */
export const STRENGTH_LABELS: readonly (Label & { readonly key: Strength })[] = [
  { key: 'client-secret', text: 'Client secret', tone: 'high' },
  { key: 'certificate', text: 'Certificate', tone: 'medium' },
  { key: 'federated', text: 'Federated', tone: 'good' },
  { key: 'managed-identity', text: 'Managed identity', tone: 'calm' },
  { key: 'none', text: 'No credential', tone: 'none' },
];

/** How far "no more secrets" has come: the weakest way is what counts today, the strongest what is ready. */
export const rollOut: FigureDefinition = {
  id: 'roll-out',
  title: 'Roll-out: weakest and strongest credential',
  about:
    'Each identity once, by the weakest and by the strongest way in which it can sign in. Identities of other tenants count where this tenant gave them a credential.',
  unit: IDENTITIES,
  shape: 'shares',
  rows: [
    { key: 'weakest', text: 'Weakest' },
    { key: 'strongest', text: 'Strongest' },
  ],
  series: STRENGTH_LABELS,
  needs: ['applications', 'service-principals', 'federated-credentials'],
  see(facts, _, count) {
    const ways = waysOf(facts);
    const weakest = ways[0] ?? 'none';
    if (facts.identity.ownership !== 'own' && weakest === 'none') return;
    count('weakest', weakest);
    count('strongest', ways.at(-1) ?? 'none');
  },
};

/** Weakest first; as `strength` and `strongest` of the model say it. */
function waysOf({ secrets, certificates, trusts, isManaged }: IdentityFacts): readonly Strength[] {
  const ways: Strength[] = [];
  if (secrets.length > 0) ways.push('client-secret');
  if (certificates.length > 0) ways.push('certificate');
  if (trusts.length > 0) ways.push('federated');
  if (isManaged) ways.push('managed-identity');
  return ways;
}
