import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import type { CatalogueRow } from '../catalogue/infrastructure/index.ts';
import type { Fix, RelatedLocation } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { missingResourceEdits } from './added-resource.ts';
import { constantsOf, isDefault, needsNewerApi, roleNames } from './catalogue-row.ts';
import { type OpenSwitch, openSwitches } from './catalogue-row-switches.ts';
import type { KeyUses } from './catalogue-row-uses.ts';
import { combineEdits } from './combine-edits.ts';
import { keyUsesFollowUp, remainingKeyUses } from './companion/remaining-key-uses.ts';
import { allEdits, editsOf } from './edits.ts';
import { rowEdits } from './row-edit.ts';

export type SwitchMessage = 'written' | 'missing';

/** Uses of a key to point at: more than that nobody follows. */
const MAX_USES = 5;

/**
 * Reports the open switches of a file that the catalogue assigns to a rule; returns where the resources begin that it spoke of.
 * @param isEvident true where the resource shows that the default is as the catalogue supposes
 */
export function reportSwitches(
  rule: string,
  model: InfrastructureModel,
  context: RuleContext<SwitchMessage>,
  isEvident: (resource: Resource) => boolean = () => false,
): ReadonlySet<number> {
  const open = openSwitches(rule, model, context.workspace).map((one) =>
    one.severity === 'information' && !one.property && isEvident(one.resource)
      ? { ...one, severity: 'warning' as const }
      : one,
  );
  for (const one of open) reportSwitch(one, model, context);
  return new Set(open.map(({ resource }) => resource.range.start));
}

function reportSwitch(open: OpenSwitch, model: InfrastructureModel, context: RuleContext<SwitchMessage>): void {
  const { resource, rows, property, severity } = open;
  const [row] = rows;
  const uses = closesKeys(row) ? remainingKeyUses(resource, context.workspace) : undefined;
  const used = uses?.uses ?? [];
  context.report({
    messageId: property ? 'written' : 'missing',
    data: {
      property: namesOf(rows),
      be: rows.length > 1 ? 'are' : 'is',
      value: property ? textOf(property) : '',
      by: property && isDefault(property.value) ? ' by the default of a parameter' : '',
      service: row.service ?? row.type,
      credential: row.credential ?? 'a key',
      advice: adviceOf(rows, used.length),
    },
    range: property?.value.range ?? resource.typeRange,
    severity,
    related: used.slice(0, MAX_USES).map((use): RelatedLocation => ({ ...use, message: 'A key is still taken here.' })),
    fixes: used.length > 0 ? [] : fixesOf(open, model, uses),
  });
}

/** What is written, or what a parameter or variable stands for there. */
function textOf({ value }: Property): string {
  const items = value.kind === 'array' ? value.items : [value];
  const texts = items.map((item) => constantsOf(item).join('` or `'));
  return value.kind === 'array' ? `[${texts.join(', ')}]` : texts.join('');
}

/** Roles stand for callers that must come without the key. */
function closesKeys({ fix }: CatalogueRow): boolean {
  return fix.class === 'mechanical-with-companion';
}

function namesOf(rows: readonly CatalogueRow[]): string {
  const names = rows.map(({ path, child }) => (path === '' && child ? childName(child) : shortPath(path)));
  return [...new Set(names)].map((name) => `\`${name}\``).join(' and ');
}

/** `basicPublishingCredentialsPolicies/ftp`: the part of the type that the parent does not say. */
function childName({ type, name }: NonNullable<CatalogueRow['child']>): string {
  const last = type.slice(type.lastIndexOf('/') + 1);
  return name === undefined ? last : `${last}/${name}`;
}

/** Everything of Bicep lies in `properties`, which says nothing. */
function shortPath(path: string): string {
  return path.replace(/<[^<>]*>\.?/g, '').replace(/^properties\./, '');
}

function adviceOf(rows: readonly [CatalogueRow, ...CatalogueRow[]], uses: number): string {
  const [{ roles }] = rows;
  const callers = roles.length > 0 ? `; callers then need ${listed(roles.map(({ name }) => name))}` : '';
  const places = uses === 1 ? 'one place' : `${uses} places`;
  const first = uses > 0 ? `First replace what still takes keys of such a service (${places}). ` : '';
  return `${first}${changeOf(rows)}${callers}.`;
}

function changeOf([row, ...more]: readonly [CatalogueRow, ...CatalogueRow[]]): string {
  const them = more.length > 0 ? 'them' : 'it';
  const added = row.path === '' ? row.fix.addResource?.['properties'] : undefined;
  if (added !== undefined) return `Add ${them} with \`${JSON.stringify(added)}\``;
  const value = row.path in row.fix.set ? row.fix.set[row.path] : row.secureValues[0];
  return `Set ${them} to \`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** The first of them: who needs all reads the follow-ups. */
function listed(names: readonly string[]): string {
  const [last, ...others] = [...new Set(names)].slice(0, 3).reverse();
  return others.length > 0 ? `${others.reverse().join(', ')} or ${last}` : `${last}`;
}

function fixesOf(open: OpenSwitch, model: InfrastructureModel, uses: KeyUses | undefined): readonly Fix[] {
  const { resource, rows, property } = open;
  const [row] = rows;
  if (row.fix.class !== 'mechanical' && row.fix.class !== 'mechanical-with-companion') return [];
  // Whoever passes the parameter would have no say any more.
  if (property && isDefault(property.value)) return [];
  const perRow = rows.map((one) =>
    one.path === '' ? missingResourceEdits(one, resource, model) : rowEdits(one, resource, property)[0]?.edits,
  );
  const all = allEdits(...perRow);
  const edits = editsOf(resource.document.uri, all && combineEdits(all));
  if (!edits) return [];
  const followUps =
    rows.length > 1
      ? [...new Set(rows.flatMap((one) => followUpsOf(one, resource, uses)))]
      : followUpsOf(row, resource, uses);
  return [{ title: titleOf(rows), safety: followUps.length > 0 ? 'needs-review' : 'safe', edits, followUps }];
}

function titleOf(rows: readonly CatalogueRow[]): string {
  const [row] = rows;
  const value = row && Object.entries(row.fix.set)[0];
  if (!row || !value) return `Turn off ${row?.credential ?? 'it'}`;
  const [, to] = value;
  const isPlain = typeof to !== 'object' || to === null || Array.isArray(to);
  const names = namesOf(rows).replaceAll('`', '');
  return isPlain ? `Set ${names} to ${typeof to === 'string' ? to : JSON.stringify(to)}` : `Set ${names}`;
}

/** What a person must do or know; nothing for a row whose edit is safe alone. */
function followUpsOf(row: CatalogueRow, resource: Resource, uses: KeyUses | undefined): readonly string[] {
  const { roles, companion, breaks } = row;
  const followUps: string[] = [];
  if (roles.length > 0) followUps.push(`Give every caller a role first: ${roleNames(roles)}.`);
  if (companion !== undefined) followUps.push(`Have this in place first: ${sentence(companion)}`);
  if (breaks !== undefined) followUps.push(`What stops working: ${sentence(breaks)}`);
  if (needsNewerApi(row, resource)) {
    followUps.push(`Check what else changes from API version ${resource.apiVersion} to ${row.versions.suggest}.`);
  }
  if (uses) followUps.push(keyUsesFollowUp(uses));
  return followUps;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
