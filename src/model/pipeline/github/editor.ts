import {
  type Edits,
  fillPair,
  insertPairs,
  type NewPair,
  type Place,
  removeItem,
  removePairs,
  renameKey,
  replacePairs,
  replaceScalar,
  type ScalarStyle,
  type YamlFile,
  type YamlMapping,
  type YamlPair,
} from '../../../syntax/yaml/index.ts';
import type { Fields } from '../../yaml/fields.ts';
import type {
  Access,
  Entry,
  Job,
  Permissions,
  PipelineEditor,
  PipelineString,
  Step,
  UsesReference,
} from '../pipeline.ts';
import { grantIn } from './permission-edits.ts';
import { originOf } from './strings.ts';

type NamedValue = { readonly name: string; readonly value: string };

/** Edits on one workflow or action file. What was read from another file, or lies behind an alias or merge key, is refused. */
export class GithubEditor implements PipelineEditor {
  readonly #file: YamlFile;
  readonly #root: Fields;

  constructor(file: YamlFile, root: Fields) {
    this.#file = file;
    this.#root = root;
  }

  removeEntry(entry: Entry): Edits {
    const pair = this.#pairOf(entry);
    return pair && removePairs(this.#file, [pair]);
  }

  replaceValue(value: PipelineString, text: string): Edits {
    const origin = this.#own(value);
    return origin?.node?.kind === 'scalar' ? replaceScalar(this.#file, origin.node, text) : undefined;
  }

  renameEntry(entry: Entry, name: string): Edits {
    const pair = this.#pairOf(entry);
    if (!pair || (pair.name !== name && hasName(pair.parent, name))) return undefined;
    return renameKey(pair, name);
  }

  replaceEntries(entries: readonly Entry[], by: readonly NamedValue[]): Edits {
    const pairs = entries.map((entry) => this.#pairOf(entry)).filter((pair) => pair !== undefined);
    const mapping = pairs[0]?.parent;
    if (!mapping || pairs.length < entries.length) return undefined;
    const kept = mapping.pairs.filter((pair) => !pairs.includes(pair));
    if (by.some(({ name }) => kept.some((pair) => sameName(pair.name, name)))) return undefined;
    return replacePairs(this.#file, pairs, by);
  }

  addEntries(to: Parameters<PipelineEditor['addEntries']>[0], entries: readonly NamedValue[]): Edits {
    if ('step' in to) return this.#addTo(this.#mappingOf(to.step), to.mapping, entries, placeInStep(to.mapping));
    if ('job' in to) return this.#addTo(this.#mappingOf(to.job), 'env', entries, placeInJob);
    const root = this.#file.root;
    return root?.kind === 'mapping' ? this.#addTo(root, 'env', entries, placeInWorkflow, true) : undefined;
  }

  grant(job: Job | undefined, scopes: readonly { readonly name: string; readonly access: Access }[]): Edits {
    const root = this.#file.root;
    const mapping = job ? this.#mappingOf(job) : root?.kind === 'mapping' ? root : undefined;
    if (!mapping || this.#root.get('runs')) return undefined;
    return grantIn(
      this.#file,
      mapping,
      scopes,
      job ? placeInJob(mapping) : placeInWorkflow(mapping),
      job === undefined,
    );
  }

  revoke(permissions: Permissions, scope: string): Edits {
    const origin = this.#own(permissions);
    if (origin?.node?.kind !== 'mapping') return undefined;
    const pair = origin.node.get(scope);
    if (!pair) return undefined;
    if (origin.node.pairs.length > 1) return removePairs(this.#file, [pair]);
    const { colon } = origin.pair ?? {};
    return colon && [{ range: { start: colon.end, end: origin.node.range.end }, newText: ' {}' }];
  }

  replaceUses(uses: UsesReference, text: string): Edits {
    const origin = this.#own(uses);
    return origin?.node?.kind === 'scalar' ? replaceScalar(this.#file, origin.node, text) : undefined;
  }

  removeStep(step: Step): Edits {
    const item = this.#own(step)?.node?.parent;
    return item?.kind === 'item' ? removeItem(this.#file, item) : undefined;
  }

  #addTo(
    holder: YamlMapping | undefined,
    name: string,
    entries: readonly NamedValue[],
    place: (mapping: YamlMapping) => Place | undefined,
    separate = false,
  ): Edits {
    if (!holder || entries.length === 0) return undefined;
    const pair = holder.get(name);
    if (!pair) {
      return insertPairs(this.#file, holder, [{ name, value: entries }], place(holder), { separate });
    }
    const { value } = pair;
    if (value?.kind !== 'mapping' || value.pairs.length === 0) return fillPair(this.#file, pair, entries);
    if (entries.some((entry) => hasName(value, entry.name))) return undefined;
    const style = commonStyle(value);
    return insertPairs(
      this.#file,
      value,
      entries.map((entry): NewPair => (style ? { ...entry, style } : entry)),
    );
  }

  #own(object: object) {
    const origin = originOf(object);
    return origin && origin.file === this.#file && !origin.shared ? origin : undefined;
  }

  #pairOf(entry: Entry): YamlPair | undefined {
    return this.#own(entry)?.pair;
  }

  #mappingOf(object: Step | Job): YamlMapping | undefined {
    const node = this.#own(object)?.node;
    return node?.kind === 'mapping' ? node : undefined;
  }
}

/** Names of inputs and, on Windows, of variables compare without regard to case. */
function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function hasName(mapping: YamlMapping, name: string): boolean {
  return mapping.pairs.some((pair) => sameName(pair.name, name));
}

/** The quotes that every value of a mapping is in. */
function commonStyle(mapping: YamlMapping): ScalarStyle | undefined {
  const styles = new Set(mapping.pairs.map(({ value }) => (value?.kind === 'scalar' ? value.style : undefined)));
  const [style] = styles;
  return styles.size === 1 && (style === 'single-quoted' || style === 'double-quoted') ? style : undefined;
}

/** Behind the last of these keys that the mapping has. */
function behind(mapping: YamlMapping, names: readonly string[]): Place | undefined {
  const last = mapping.pairs.findLast((pair) => names.includes(pair.name));
  return last && { after: last };
}

/** Before the first of these keys. */
function ahead(mapping: YamlMapping, names: readonly string[]): Place | undefined {
  const first = mapping.pairs.find((pair) => names.includes(pair.name));
  return first && { before: first };
}

function placeInStep(mapping: 'with' | 'env') {
  return (step: YamlMapping): Place | undefined =>
    behind(step, mapping === 'with' ? ['uses'] : ['name', 'id', 'if', 'uses', 'with']) ?? ahead(step, ['run']);
}

/** Where a job says what it runs as: behind `runs-on` and `environment`, else before what it does. */
function placeInJob(job: YamlMapping): Place | undefined {
  const steps = job.pairs.findIndex((pair) => pair.name === 'steps');
  const head = steps < 0 ? job.pairs : job.pairs.slice(0, steps);
  const last = head.findLast((pair) => ['runs-on', 'environment'].includes(pair.name));
  return last ? { after: last } : ahead(job, ['uses', 'steps']);
}

function placeInWorkflow(root: YamlMapping): Place | undefined {
  return behind(root, ['name', 'run-name', 'on', 'permissions']) ?? ahead(root, ['jobs']);
}
