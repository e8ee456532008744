import * as vscode from 'vscode';
import type { SectionName, SectionProblem } from '../../../tenant/model/section.ts';
import { type InventoryNode, PlainNode } from './node.ts';

/** Why a part is missing, in place of its rows: what it needs, or a retry. */
export function problemNode(
  parent: InventoryNode | undefined,
  id: string,
  section: SectionName,
  problem: SectionProblem,
): InventoryNode {
  const isTransient = problem.kind === 'failed' || problem.kind === 'incomplete' || problem.kind === 'sign-in';
  const text = problemText(problem);
  const tooltip = [text, problem.message, problem.code].filter((line) => line !== undefined && line !== '');
  return new PlainNode(parent, `${id}/problem/${section}`, {
    label: text,
    description: sectionName(section),
    tooltip: tooltip.join('\n'),
    icon: isTransient ? 'warning' : 'lock',
    attention: isTransient ? 'warning' : 'none',
    context: isTransient ? 'problem retryable' : 'problem',
    command: isTransient
      ? { command: 'keyless.inventory.refresh', title: vscode.l10n.t('Retry') }
      : { command: 'keyless.showTenant', title: vscode.l10n.t('Show Tenant and Permissions') },
    accessibility: `${sectionName(section)}, ${text}`,
  });
}

export function problemText({ kind, needs }: SectionProblem): string {
  const anyOf = needs.join(vscode.l10n.t(' or '));
  switch (kind) {
    case 'permission':
      return vscode.l10n.t('Needs {0}', anyOf);
    case 'role':
      return vscode.l10n.t('Needs the role {0}', anyOf);
    case 'licence':
      return vscode.l10n.t('Needs {0}', anyOf);
    case 'cloud':
      return vscode.l10n.t('Not offered in this cloud');
    case 'sign-in':
      return vscode.l10n.t('Sign-in needed. Select to try again');
    case 'incomplete':
      return vscode.l10n.t('Reading was cancelled. Select to go on');
    case 'failed':
      return vscode.l10n.t('Could not be read. Select to try again');
  }
}

const SECTION_NAMES: Readonly<Record<SectionName, () => string>> = {
  applications: () => vscode.l10n.t('applications'),
  'service-principals': () => vscode.l10n.t('service principals'),
  'federated-credentials': () => vscode.l10n.t('federated credentials'),
  owners: () => vscode.l10n.t('owners'),
  'directory-roles': () => vscode.l10n.t('directory roles'),
  'application-permissions': () => vscode.l10n.t('application permissions'),
  'delegated-grants': () => vscode.l10n.t('delegated permissions'),
  'sign-ins': () => vscode.l10n.t('sign-ins'),
  'credential-sign-ins': () => vscode.l10n.t('sign-ins by credential'),
  risk: () => vscode.l10n.t('risk'),
  'app-management-policies': () => vscode.l10n.t('app management policies'),
  'conditional-access': () => vscode.l10n.t('Conditional Access'),
  'managed-identities': () => vscode.l10n.t('managed identities'),
  hosts: () => vscode.l10n.t('resources with an identity'),
  'azure-roles': () => vscode.l10n.t('Azure role assignments'),
  'diagnostic-settings': () => vscode.l10n.t('diagnostic settings'),
  sponsors: () => vscode.l10n.t('sponsors of agents'),
  'access-reviews': () => vscode.l10n.t('access reviews'),
};

export function sectionName(section: SectionName): string {
  return SECTION_NAMES[section]();
}
