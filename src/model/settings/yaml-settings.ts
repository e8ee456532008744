import type { ScriptDialect } from '../../syntax/script/index.ts';
import type { Range } from '../../text/range.ts';
import type { SourceDocument } from '../document.ts';
import type { Entry, PipelineString } from '../pipeline/pipeline.ts';
import { Script } from '../script.ts';
import { yamlTree } from '../trees.ts';
import { type Cursor, cursorAt, type Field, Fields, itemsOf, textOf } from '../yaml/fields.ts';
import { PlainString } from './plain-string.ts';
import { type SettingsFile, variableOf } from './settings.ts';

/** A compose file: `environment` and build arguments of its services. */
export function composeSettings(document: SourceDocument): SettingsFile {
  // Seen without a tree, which costs a hundred times as much: many compose files set no variable.
  const setsVariables = /\b(?:environment|args)\b/.test(document.source.text);
  if (!setsVariables) return { document, variables: [], scripts: [], declaredSecrets: [], copiedPaths: [] };
  const services = new Fields(new Fields(rootOf(document)).get('services')?.value).list;
  const entries = services.flatMap(({ value }) => {
    const service = new Fields(value);
    const build = new Fields(service.get('build')?.value);
    return [...entriesOf(service.get('environment')?.value), ...entriesOf(build.get('args')?.value)];
  });
  const variables = distinct(entries).map((entry) => variableOf(document, entry));
  return { document, variables, scripts: [], declaredSecrets: [], copiedPaths: [] };
}

/** The project file of the Azure Developer CLI: scripts of its hooks, secrets its pipeline is given. */
export function azdSettings(document: SourceDocument): SettingsFile {
  const root = new Fields(rootOf(document));
  const services = new Fields(root.get('services')?.value).list;
  const hooks = [root, ...services.map(({ value }) => new Fields(value))].map((holder) => holder.get('hooks')?.value);
  const secrets = new Fields(root.get('pipeline')?.value).get('secrets')?.value;
  return {
    document,
    variables: [],
    scripts: hooks.flatMap((cursor) => new Fields(cursor).list.flatMap((hook) => hookScripts(document, hook.value))),
    declaredSecrets: itemsOf(secrets).flatMap((item) => stringAt(item) ?? []),
    copiedPaths: [],
  };
}

/** A hook, a list of hooks, or one hook for each of `posix` and `windows`. A single word is a file, not a script. */
function hookScripts(document: SourceDocument, cursor: Cursor): readonly Script[] {
  const list = itemsOf(cursor);
  if (list.length > 0) return list.flatMap((item) => hookScripts(document, item));
  const fields = new Fields(cursor);
  const variants = ['posix', 'windows'].flatMap((name) => fields.get(name)?.value ?? []);
  const scripts = variants.flatMap((variant) => hookScripts(document, variant));
  const run = fields.get('run');
  const body = run && stringAt(run.value);
  if (!body || !/\s/.test(body.raw.trim())) return scripts;
  const dialect: ScriptDialect = textOf(fields.get('shell')?.value) === 'pwsh' ? 'powershell' : 'posix';
  return [...scripts, new Script(document, dialect, body)];
}

function rootOf(document: SourceDocument): Cursor {
  return cursorAt(yamlTree(document).root, { start: 0, end: 0 }, false);
}

/** `NAME: value` pairs or `NAME=value` items. A name alone takes its value from the machine that runs docker. */
function entriesOf(cursor: Cursor | undefined): readonly Entry[] {
  const pairs = new Fields(cursor).list.flatMap((field) => entryOfField(field) ?? []);
  return [...pairs, ...itemsOf(cursor).flatMap((item) => entryOfItem(item) ?? [])];
}

function entryOfField({ name, pair, value }: Field): Entry | undefined {
  const nameRange = pair.key?.range ?? pair.range;
  const { node } = value;
  if (node === undefined || (node.kind === 'scalar' && node.type === 'null')) return bareEntry(name, nameRange);
  const text = stringAt(value);
  return text && { name, nameRange, range: pair.range, value: text };
}

function entryOfItem(item: Cursor): Entry | undefined {
  const text = stringAt(item);
  if (!text) return undefined;
  const equals = text.raw.indexOf('=');
  if (equals < 0 && VARIABLE.test(text.raw)) return bareEntry(text.raw, text.rangeOf(0, text.raw.length));
  if (equals <= 0) return undefined;
  const length = text.raw.length;
  const valueRange = text.rangeOf(equals + 1, length);
  return {
    name: text.raw.slice(0, equals),
    nameRange: text.rangeOf(0, equals),
    range: text.range,
    value: new PlainString(text.raw.slice(equals + 1), valueRange, false, (start, end) =>
      text.rangeOf(start + equals + 1, end + equals + 1),
    ),
  };
}

const VARIABLE = /^[A-Za-z_]\w*$/;

/** Its range is that of the name, its value the empty text behind. */
function bareEntry(name: string, nameRange: Range): Entry {
  const end = { start: nameRange.end, end: nameRange.end };
  return { name, nameRange, range: nameRange, value: new PlainString('', end) };
}

function stringAt({ node, place }: Cursor): PipelineString | undefined {
  if (node?.kind !== 'scalar' || node.type === 'null') return undefined;
  const isHere = place.start === node.range.start;
  return new PlainString(node.text, place, false, (start, end) => (isHere ? node.sourceRange(start, end) : place));
}

/** Services that share their environment through an anchor share its entries, too. */
function distinct(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [entry.range.start, entry])).values()];
}
