import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AREA_TITLES, AREAS } from '../../../src/tenant/assessment/areas.ts';
import type { Check } from '../../../src/tenant/assessment/check.ts';
import { PRESETS, THRESHOLD_NAMES, THRESHOLDS } from '../../../src/tenant/assessment/presets.ts';
import { CHECKS } from '../../../src/tenant/assessment/registry.ts';
import { SCORE_WEIGHTS } from '../../../src/tenant/assessment/score.ts';

const INTRODUCTION = `# Checks of a tenant

\`keyless assess --inventory FILE\` judges the workload identities of a tenant by these checks: applications, service
principals and managed identities. The snapshot is all it reads; nothing is sent anywhere and nothing is changed.

Each check has one outcome for each object:

| outcome | meaning |
|---|---|
| fail | something is wrong; what is seen to be wrong counts even where other parts could not be read |
| pass | everything that the check needs was read, and it is right |
| not permitted | the reader lacks a permission or role, which is named |
| not licensed | the tenant lacks a licence, which is named |
| unknown | not read for another reason, or not decided by what an inventory holds |
| not applicable | the check is not about such an object |

Nothing passes for want of data. Severities are \`critical\`, \`high\`, \`medium\` and \`low\`; where a failure is worse or milder
than usual, for example on an identity with far-reaching rights, the report says so by its severity.

References: \`RMI_\` and \`DS_\` items of the Zero Trust Workshop, \`ZTA\` tests of the Zero Trust Assessment, \`CIS.M365\`
Microsoft 365 Foundations 7.0.0, \`CISA\` SCuBA baselines, \`MT\` Maester, \`Entra\` recommendations of Microsoft Entra.`;

function page(): string {
  return `${[INTRODUCTION, thresholds(), score(), ...AREAS.flatMap((area) => [`## ${AREA_TITLES[area]}`, ...CHECKS.filter((check) => check.area === area).map(section)])].join('\n\n')}\n`;
}

function thresholds(): string {
  const rows = THRESHOLD_NAMES.map(
    (name) => `| \`${name}\` | ${PRESETS.map((preset) => THRESHOLDS[preset][name]).join(' | ')} |`,
  );
  return `## Thresholds\n\n\`--preset\` chooses whose numbers count, \`--threshold NAME=NUMBER\` replaces one. Entra compares the lifetimes in its policies\nby "less than": to allow 180 days a policy says 181, and both pass.\n\n| name | ${PRESETS.join(' | ')} |\n|---|${PRESETS.map(() => '---').join('|')}|\n${rows.join('\n')}`;
}

function score(): string {
  const rows = Object.entries(SCORE_WEIGHTS).map(([name, weight]) => {
    const text =
      typeof weight === 'number'
        ? String(weight)
        : Object.entries(weight)
            .map(([tier, points]) => `${tier} ${points}`)
            .join(', ');
    return `| \`${name}\` | ${text} |`;
  });
  return `## Score\n\nEvery identity has a score, to order work by: what it may do (\`privilege\`, the worst counts once), plus for each way to sign\nin what that opens (\`credential\`, by the worst right) times how easily it is stolen (\`secret\`, \`certificate\`, \`trust\` by its\nbreadth), plus the rest. Reports show its parts.\n\n| part | points or factor |\n|---|---|\n${rows.join('\n')}`;
}

function section({ id, title, severity, why, fix, references, needs, uses = [] }: Check): string {
  const parts = [...needs.map((part) => `${part}`), ...uses.map((part) => `${part} (for a pass)`)];
  return `### ${id}\n\n${title}. Severity ${severity}.\n\n${why}\n\n**What to do.** ${fix}\n\nReads: ${parts.join(', ')}. References: ${references.join(', ')}.`;
}

it('is what docs/checks.md says of every check', async () => {
  await expect(page()).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/checks.md'));
});
