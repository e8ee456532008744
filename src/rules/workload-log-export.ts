import { folderOf } from '../model/document.ts';
import { modelOf } from '../model/model.ts';
import { exactText } from '../model/patterns.ts';
import type { InfrastructureModel, Resource } from '../model/resource.ts';
import { armView } from '../model/terraform/index.ts';
import type { Property, Value } from '../model/value.ts';
import { insertion, type TextEdit } from '../text/text-edit.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';
import { listOf } from './support/words.ts';

/**
 * Diagnostic settings of Entra ID that export sign-ins of people, but not those of workloads: these are categories of
 * their own. Facts: microsoft.aadiam/diagnosticSettings 2017-04-01; azurerm_monitor_aad_diagnostic_setting of azurerm 3 to 5.
 */
export const workloadLogExport = defineRule({
  id: 'workload-log-export',
  title: 'Log export of Entra ID that leaves out workloads',
  severity: 'warning',
  tags: ['CWE-778', 'CICD-SEC-10'],
  messages: {
    missing:
      'This exports logs of Entra ID without {categories}: after 30 days nobody can tell any more which service principal ' +
      'or managed identity signed in from where, or who gave it a credential. Add them.',
    disabled:
      'The category {categories} is listed here but not exported: after 30 days nobody can tell any more which service ' +
      'principal or managed identity signed in from where, or who gave it a credential. Set `enabled` to true.',
  },
  checks: {
    infrastructure(model, context) {
      const settings = model.resources.flatMap(settingOf);
      if (settings.length === 0) return;
      const all = model.language === 'terraform' ? resourcesBeside(context).flatMap(settingOf) : settings;
      const exported = new Set(all.flatMap(({ logs }) => logs.filter(({ isOn }) => isOn)).flatMap(categoriesOf));
      // Where one of them is not known, it may be the one that exports what the others leave out.
      const isKnown = all.every(({ isComplete }) => isComplete);
      if (!isKnown || exported.has(EVERYTHING)) return;
      for (const setting of settings) checkSetting(setting, exported, model, context);
    },
  },
});

type Context = RuleContext<'missing' | 'disabled'>;

function resourcesBeside({ document, workspace }: Context): readonly Resource[] {
  return workspace
    .inFolder('terraform', folderOf(document.path))
    .flatMap((file) => modelOf(file, workspace).infrastructure?.resources ?? []);
}

/** What is needed to follow a workload: its sign-ins, and who changed its credentials and permissions. */
const NEEDED = ['ServicePrincipalSignInLogs', 'ManagedIdentitySignInLogs', 'AuditLogs'];

/** The category group of all. */
const EVERYTHING = 'allLogs';

interface Log {
  readonly body: Value;
  readonly property: Property | undefined;
  readonly isOn: boolean;
}

interface Setting {
  readonly resource: Resource;
  /** The array, or the last of the blocks. */
  readonly list: Property | undefined;
  readonly logs: readonly Log[];
  readonly isComplete: boolean;
}

function settingOf(declared: Resource): readonly Setting[] {
  if (declared.mode !== 'resource') return [];
  const resource = armView(declared) ?? declared;
  if (resource.isType('microsoft.aadiam/diagnosticSettings')) {
    const [list] = resource.find('properties.logs');
    const logs = (list?.value.items ?? []).map((body) => logOf(body, undefined));
    return [
      { resource, list, logs, isComplete: list?.value.kind === 'array' && list.value.isComplete && allNamed(logs) },
    ];
  }
  if (resource.isType('azurerm_monitor_aad_diagnostic_setting')) {
    const blocks = [...resource.find('enabled_log'), ...resource.find('log')];
    const logs = blocks.map((property) => logOf(property.value, property));
    return [{ resource, list: blocks.at(-1), logs, isComplete: resource.body.isComplete && allNamed(logs) }];
  }
  return [];
}

function logOf(body: Value, property: Property | undefined): Log {
  return { body, property, isOn: named(body, 'enabled')?.value.constant !== false };
}

function allNamed(logs: readonly Log[]): boolean {
  return logs.every((log) => categoriesOf(log).length > 0);
}

function named(body: Value, name: string): Property | undefined {
  return body.properties.find((property) => property.name === name);
}

/** Several where a loop writes the log; none where one of them is not known. */
function categoriesOf({ body }: Log): readonly string[] {
  const property = named(body, 'category') ?? named(body, 'categoryGroup');
  const texts = (property?.value.patterns ?? []).map(exactText);
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length ? known : [];
}

function checkSetting(
  setting: Setting,
  exported: ReadonlySet<string>,
  model: InfrastructureModel,
  context: Context,
): void {
  for (const log of setting.logs) {
    const [category, ...more] = categoriesOf(log);
    const enabled = named(log.body, 'enabled');
    if (log.isOn || !enabled || more.length > 0 || !NEEDED.includes(category ?? '') || exported.has(category ?? ''))
      continue;
    const edits = editsOf(context.document.uri, setting.resource.editor.replaceValue(enabled, true));
    const title = `Export ${category}`;
    context.report({
      messageId: 'disabled',
      data: { categories: category ?? '' },
      range: enabled.value.range,
      fixes: edits ? [{ title, safety: 'needs-review', edits, followUps: [COST] }] : [],
    });
  }
  const listed = new Set(setting.logs.flatMap(categoriesOf));
  const missing = NEEDED.filter((category) => !exported.has(category) && !listed.has(category));
  if (missing.length === 0 || !exportsSignIns(setting)) return;
  context.report({
    messageId: 'missing',
    data: { categories: listOf(missing.map((category) => `\`${category}\``)) },
    range: setting.list && model.language !== 'terraform' ? setting.list.nameRange : setting.resource.typeRange,
    fixes: addingFix(setting, missing, context),
  });
}

/** A setting for something else, such as provisioning, need not export sign-ins. */
function exportsSignIns({ logs }: Setting): boolean {
  return logs
    .filter(({ isOn }) => isOn)
    .flatMap(categoriesOf)
    .some((category) => /SignInLogs$|^AuditLogs$/.test(category));
}

const COST =
  'Look at the volume first: sign-ins of managed identities can be many, and the destination bills for them.';

/** Writes the last log once more for each category, so that it is the same in all else. */
function addingFix({ logs, list }: Setting, missing: readonly string[], { document }: Context): readonly Fix[] {
  const { source, uri } = document;
  const last = logs.findLast((log) => log.isOn && log.body.uri === uri);
  const category = last && named(last.body, 'category');
  const name = category && exactOf(category.value);
  if (!last || !category || !name || (last.property ?? list)?.value.uri !== uri) return [];
  const range = last.property?.range ?? last.body.range;
  const text = source.slice(range);
  if (text.split(name).length !== 2 || /\bfor\b|dynamic/.test(text)) return [];
  const line = source.lineRange(source.positionAt(range.start).line);
  const indentation = source.indentationAt(range.start);
  const isOwnLine = source.slice({ start: line.start, end: range.start }).trim() === '';
  const comma = /\.json$|\.jsonc$/.test(document.path) ? ',' : '';
  const blankLine = last.property ? source.lineEnding : '';
  const separator = isOwnLine ? blankLine + source.lineEnding + indentation : ' ';
  if (!isOwnLine && last.property) return [];
  const added = missing.map((one) => (comma || (isOwnLine ? '' : ',')) + separator + text.replace(name, one)).join('');
  const edits: readonly TextEdit[] = [insertion(range.end, added)];
  const result = editsOf(uri, edits);
  const title = `Export ${listOf(missing)}, too`;
  return result ? [{ title, safety: 'needs-review', edits: result, followUps: [COST] }] : [];
}

function exactOf(value: Value): string | undefined {
  const [pattern, ...more] = value.patterns;
  return pattern && more.length === 0 ? exactText(pattern) : undefined;
}
