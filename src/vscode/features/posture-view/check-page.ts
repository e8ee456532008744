import * as vscode from 'vscode';
import type { CheckResult } from '../../../tenant/assessment/assess.ts';
import type { Check } from '../../../tenant/assessment/check.ts';
import { checkCalled } from '../../../tenant/assessment/registry.ts';
import type { SectionName } from '../../../tenant/model/section.ts';
import { REQUIREMENTS } from '../../../tenant/sync/requirements.ts';
import type { Posture } from '../../infrastructure/tenant/posture.ts';
import { AREA_NAMES, countTexts, SEVERITY_NAMES, untilText } from './texts.ts';

/**
 * The page of a check: what it is, why, how to mend it, what it takes to know, and what it came to.
 * @param sectionName what people call a part of the inventory
 */
export function checkPage(
  id: string,
  posture: Posture | undefined,
  sectionName: (section: SectionName) => string,
): string {
  const check = checkCalled(id);
  if (!check) return `# ${vscode.l10n.t('There is no such check')}\n`;
  const { t } = vscode.l10n;
  const result = posture?.assessment.results.find((each) => each.check.id === id);
  return `${[
    `# ${check.title}`,
    `\`${check.id}\` · ${AREA_NAMES[check.area]()} · ${t('severity {0}', SEVERITY_NAMES[check.severity]())}`,
    `## ${t('Why')}`,
    check.why,
    `## ${t('How to fix it')}`,
    check.fix,
    `## ${t('What it reads')}`,
    ...needs(check, sectionName),
    ...(posture && result ? outcome(posture, result) : []),
    `## ${t('References')}`,
    check.references.map((reference) => `- \`${reference}\``).join('\n'),
    t(
      '`RMI_` and `DS_`: Zero Trust Workshop. `ZTA`: Zero Trust Assessment. `CIS.M365`: Microsoft 365 Foundations 7.0.0. `CISA`: SCuBA baselines. `MT`: Maester. `Entra`: recommendations of Microsoft Entra.',
    ),
  ].join('\n\n')}\n`;
}

function needs({ needs: required, uses = [] }: Check, name: (section: SectionName) => string): readonly string[] {
  const { t } = vscode.l10n;
  const parts = [
    ...required.map((section) => ({ section, when: t('always') })),
    ...uses.map((section) => ({ section, when: t('for a pass') })),
  ];
  if (parts.length === 0) return [t('Nothing beyond the identities themselves.')];
  const isLicensed = parts.some(({ section }) => REQUIREMENTS[section].licences.length > 0);
  const head = [
    t('Part of the inventory'),
    t('Needed'),
    t('Permission or role'),
    ...(isLicensed ? [t('Licence')] : []),
  ];
  const or = t(' or ');
  const rows = parts.map(({ section, when }) => {
    const { anyOf, licences } = REQUIREMENTS[section];
    return [
      name(section),
      when,
      anyOf.map((each) => `\`${each}\``).join(or),
      ...(isLicensed ? [licences.join(or)] : []),
    ];
  });
  return [[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')];
}

function outcome({ name }: Posture, result: CheckResult): readonly string[] {
  const { t } = vscode.l10n;
  const counts = countTexts(result);
  const ofCheck = result.muted.find(({ mute }) => mute.identity === undefined)?.mute;
  return [
    `## ${t('In {0}', plain(name))}`,
    counts.length > 0 ? `${counts.join(', ')}.` : t('It is about nothing that this tenant has.'),
    ...(result.gap ? [plain(result.gap.text)] : []),
    ...(ofCheck
      ? [plain([t('Muted'), untilText(ofCheck.until)].filter(Boolean).join(' ').concat(`: ${ofCheck.reason}`))]
      : []),
  ];
}

/** Names and reasons as text of Markdown. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|!\r\n]/g, (character) => (/\s/.test(character) ? ' ' : `\\${character}`));
}
