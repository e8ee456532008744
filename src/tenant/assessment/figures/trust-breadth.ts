import type { TrustJudgement } from '../trust-judge.ts';
import type { FigureDefinition } from './figure.ts';

export const trustBreadth: FigureDefinition = {
  id: 'trust-breadth',
  title: 'Federated credentials by platform and breadth',
  about:
    'Who else gets in, by the broadest way in. Critical: people outside the organization. Narrow: nobody but the one workload that is meant.',
  unit: { one: 'federated credential', many: 'federated credentials' },
  shape: 'bars',
  series: [
    { key: 'critical', text: 'Critical', tone: 'critical' },
    { key: 'high', text: 'High', tone: 'high' },
    { key: 'medium', text: 'Medium', tone: 'medium' },
    { key: 'low', text: 'Low', tone: 'low' },
    { key: 'narrow', text: 'Narrow', tone: 'good' },
    { key: 'dead', text: 'Matches nothing', tone: 'none' },
    { key: 'unknown', text: 'Issuer not known', tone: 'calm' },
  ],
  needs: ['federated-credentials'],
  see({ trusts }, { trusts: judge }, count) {
    for (const trust of trusts) {
      const judgement = judge.judge(trust);
      count(judgement.platform ?? 'Other issuers', breadthOf(judgement));
    }
  },
};

function breadthOf({ dead, isKnownIssuer, breadth }: TrustJudgement): string {
  if (dead.length > 0) return 'dead';
  if (!isKnownIssuer) return 'unknown';
  const severity = breadth[0]?.severity;
  return severity === undefined || severity === 'info' ? 'narrow' : severity;
}
