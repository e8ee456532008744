import { AREA_TITLES } from '../../src/tenant/assessment/areas.ts';
import type { Check } from '../../src/tenant/assessment/check.ts';
import { REQUIREMENTS } from '../../src/tenant/sync/requirements.ts';

/** What people are told of a check, as Markdown under a heading of the third level. */
export function checkSection(check: Check): string {
  const { id, area, title, severity, why, fix, references } = check;
  const facts = [
    `- Area: ${AREA_TITLES[area]}. Severity: ${severity}. About: ${check.about === 'tenant' ? 'the tenant' : 'identities'}.`,
    ...dataOf(check),
    ...(check.thresholds ? [`- Thresholds: ${check.thresholds.map(code).join(', ')}.`] : []),
    `- References: ${references.join(', ')}.`,
  ];
  return `### ${id}\n\n**${title}.** ${why}\n\n**What to do.** ${fix}\n\n${facts.join('\n')}`;
}

/** The parts that it reads, and the permissions and licences that those take. */
function dataOf({ needs, uses = [], needsLicence }: Check): readonly string[] {
  const requirements = [...needs, ...uses].map((section) => REQUIREMENTS[section]);
  const permissions = unique(requirements.map(({ anyOf }) => anyOf.map(code).join(' or ')));
  const licences = unique(requirements.map(({ licences }) => licences.join(' or ')).filter((text) => text !== ''));
  return [
    `- Reads: ${needs.join(', ')}${uses.length > 0 ? `; to pass, also ${uses.join(', ')}` : ''}.`,
    `- Takes: ${permissions.join('; ')}.`,
    `- Licence: ${needsLicence ? licences.join('; ') : 'none'}.`,
  ];
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function code(text: string): string {
  return `\`${text}\``;
}
