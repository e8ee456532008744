import { Memory } from '../../text/memory.ts';
import type { Location } from '../document.ts';
import { unknown } from '../patterns.ts';
import type { AttributeSource, FunctionSource, Value, ValueSource } from '../value.ts';
import { LazyValue } from './lazy-value.ts';

class UnknownValue extends LazyValue {
  readonly #label: string;
  readonly #sources: (() => readonly ValueSource[]) | undefined;

  constructor(place: Location, label: string, sources: (() => readonly ValueSource[]) | undefined) {
    super(place);
    this.#label = label;
    this.#sources = sources;
  }
  protected override computePatterns() {
    return [unknown(this.#label)];
  }
  protected override computeSources() {
    return this.#sources ? this.#sources() : super.computeSources();
  }
}

/**
 * A value nothing is known about.
 * @param label how the source calls it (`param org`); `expression` where it has no name
 * @param sources where the content comes from; one unknown source unless given
 */
export function unknownValue(place: Location, label = 'expression', sources?: () => readonly ValueSource[]): Value {
  return new UnknownValue(place, label, sources);
}

/** An attribute of a declared symbol whose value the source does not tell. */
export function attributeValue(
  place: Location,
  label: string,
  source: Omit<AttributeSource, 'kind' | 'location'>,
): Value {
  return new UnknownValue(place, label, () => [
    { ...source, kind: 'attribute', location: { uri: place.uri, range: place.range } },
  ]);
}

/** The result of a call that is not known here. @param resource the declared one that it is called on or given the id of */
export function callValue(
  place: Location,
  name: string,
  resource?: { readonly type: string | undefined; readonly symbol?: string },
): Value {
  const source: FunctionSource = {
    kind: 'function',
    name,
    resourceType: resource?.type,
    symbol: resource?.symbol,
    path: '',
    location: { uri: place.uri, range: place.range },
  };
  return new UnknownValue(place, `${name}()`, () => [source]);
}

/** The sources of something inside a value that is not known: what is read of the result of a call becomes its path. */
export function memberSources(base: Value, name: string): readonly ValueSource[] {
  return base.sources.map((source) => (source.kind === 'function' ? memberOfCall(source, name) : source));
}

// One source per call and path: sources are told apart by identity.
const members = new Memory<FunctionSource, Map<string, FunctionSource>>();

function memberOfCall(call: FunctionSource, name: string): FunctionSource {
  const known = members.get(call) ?? new Map<string, FunctionSource>();
  members.set(call, known);
  const found = known.get(name) ?? { ...call, path: call.path === '' ? name : `${call.path}.${name}` };
  known.set(name, found);
  return found;
}
