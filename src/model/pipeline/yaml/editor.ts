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
import type { Entry, Job, PipelineEditor, PipelineString, Step, UsesReference } from '../pipeline.ts';
import { originOf } from './strings.ts';

/** Edits of what the other platforms do not have. */
type GithubOnly =
  | 'grant'
  | 'revoke'
  | 'restrict'
  | 'passSecrets'
  | 'passInputs'
  | 'replaceDeclaration'
  | 'setEnvironment';

type NamedValue = { readonly name: string; readonly value: string };

/** The keys of a platform, and where a new one goes among its neighbours. */
export interface PipelineLayout {
  /** The key of a step that holds its inputs: `with`, `inputs`. */
  readonly inputs: string;
  /** The key of a step, a job and the file that holds environment variables: `env`, `variables`. */
  readonly env: { readonly step: string; readonly job: string; readonly pipeline: string };
  placeInStep(step: YamlMapping, key: string): Place | undefined;
  placeInJob(job: YamlMapping): Place | undefined;
  placeInPipeline(root: YamlMapping): Place | undefined;
}

/** Edits on one pipeline file. What was read from another file, or lies behind an alias or merge key, is refused. */
export class YamlEditor implements Omit<PipelineEditor, GithubOnly> {
  protected readonly file: YamlFile;
  readonly #layout: PipelineLayout;

  constructor(file: YamlFile, layout: PipelineLayout) {
    this.file = file;
    this.#layout = layout;
  }

  removeEntry(entry: Entry): Edits {
    const pair = this.#pairOf(entry);
    return pair && removePairs(this.file, [pair]);
  }

  replaceValue(value: PipelineString, text: string): Edits {
    const origin = this.own(value);
    return origin?.node?.kind === 'scalar' ? replaceScalar(this.file, origin.node, text) : undefined;
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
    return replacePairs(this.file, pairs, by);
  }

  addEntries(to: Parameters<PipelineEditor['addEntries']>[0], entries: readonly NamedValue[]): Edits {
    const { inputs, env } = this.#layout;
    if ('step' in to) {
      const key = to.mapping === 'with' ? inputs : env.step;
      return this.addTo(this.mappingOf(to.step), key, entries, (step) => this.#layout.placeInStep(step, key));
    }
    if ('job' in to) {
      return this.addTo(this.mappingOf(to.job), env.job, entries, (job) => this.#layout.placeInJob(job));
    }
    const { root } = this.file;
    if (root?.kind !== 'mapping') return undefined;
    return this.addTo(root, env.pipeline, entries, (mapping) => this.#layout.placeInPipeline(mapping), true);
  }

  replaceUses(uses: UsesReference, text: string): Edits {
    const origin = this.own(uses);
    return origin?.node?.kind === 'scalar' ? replaceScalar(this.file, origin.node, text) : undefined;
  }

  removeStep(step: Step): Edits {
    const item = this.own(step)?.node?.parent;
    return item?.kind === 'item' ? removeItem(this.file, item) : undefined;
  }

  protected removePair(pair: YamlPair): Edits {
    return removePairs(this.file, [pair]);
  }

  protected addTo(
    holder: YamlMapping | undefined,
    name: string,
    entries: readonly NamedValue[],
    place: (mapping: YamlMapping) => Place | undefined,
    separate = false,
  ): Edits {
    if (!holder || entries.length === 0) return undefined;
    const pair = holder.get(name);
    if (!pair) {
      return insertPairs(this.file, holder, [{ name, value: entries }], place(holder), { separate });
    }
    const { value } = pair;
    if (value?.kind !== 'mapping' || value.pairs.length === 0) return fillPair(this.file, pair, entries);
    if (entries.some((entry) => hasName(value, entry.name))) return undefined;
    const style = commonStyle(value);
    return insertPairs(
      this.file,
      value,
      entries.map((entry): NewPair => (style ? { ...entry, style } : entry)),
    );
  }

  protected own(object: object) {
    const origin = originOf(object);
    return origin && origin.file === this.file && !origin.shared ? origin : undefined;
  }

  #pairOf(entry: Entry): YamlPair | undefined {
    return this.own(entry)?.pair;
  }

  protected mappingOf(object: Step | Job): YamlMapping | undefined {
    const node = this.own(object)?.node;
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
export function behind(mapping: YamlMapping, names: readonly string[]): Place | undefined {
  const last = mapping.pairs.findLast((pair) => names.includes(pair.name));
  return last && { after: last };
}

/** Before the first of these keys. */
export function ahead(mapping: YamlMapping, names: readonly string[]): Place | undefined {
  const first = mapping.pairs.find((pair) => names.includes(pair.name));
  return first && { before: first };
}

/** Edits where the file grants nothing: trust is in a service connection, or in the tokens a job names. */
export class PermissionlessEditor extends YamlEditor implements PipelineEditor {
  grant(): undefined {
    return undefined;
  }

  revoke(): undefined {
    return undefined;
  }

  restrict(): undefined {
    return undefined;
  }

  passSecrets(): undefined {
    return undefined;
  }

  passInputs(): undefined {
    return undefined;
  }

  replaceDeclaration(): undefined {
    return undefined;
  }

  setEnvironment(): undefined {
    return undefined;
  }
}
