import type { Location } from '../../model/document.ts';
import { exactText } from '../../model/patterns.ts';
import type { Value, ValueSource } from '../../model/value.ts';
import { containsRange, type Range } from '../../text/range.ts';
import type { Severity } from '../finding.ts';
import { isPlaceholder } from './placeholder.ts';

/** How a secret reaches the place where it is used, worst first. */
export type SecretState =
  | 'literal'
  | 'plain-parameter'
  | 'secure-parameter'
  | 'computed'
  | 'unknown'
  | 'key-vault'
  | 'placeholder';

/** A secret of infrastructure code: its state, and where it comes from. */
export interface SecretOrigin {
  readonly state: SecretState;
  /** For messages: `the variable "client_secret"`. Never a value. */
  readonly label: string;
  /** The place that decides the state. */
  readonly location: Location;
}

const ORDER: readonly SecretState[] = [
  'literal',
  'plain-parameter',
  'secure-parameter',
  'computed',
  'unknown',
  'key-vault',
  'placeholder',
];

/** A literal is an error whoever may read it; a secret that is passed safely is still one that can be done without. */
const SEVERITY: Readonly<Record<SecretState, Severity>> = {
  literal: 'error',
  'plain-parameter': 'error',
  'secure-parameter': 'warning',
  computed: 'warning',
  unknown: 'warning',
  'key-vault': 'information',
  placeholder: 'information',
};

export function severityOfState(state: SecretState): Severity {
  return SEVERITY[state];
}

/** The worst of the origins of a value. */
export function secretOrigin(value: Value, isTerraform: boolean): SecretOrigin {
  const place = { uri: value.uri, range: value.range };
  const origins = value.sources.map((source) => originOf(source, value, isTerraform));
  const worst = origins.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))[0];
  if (worst) return worst;
  const state = isStandIn(value) ? 'placeholder' : 'unknown';
  return { state, label: state === 'unknown' ? 'an expression' : 'a placeholder', location: place };
}

function originOf(source: ValueSource, value: Value, isTerraform: boolean): SecretOrigin {
  const { location } = source;
  switch (source.kind) {
    case 'literal':
      return isStandIn(value)
        ? { state: 'placeholder', label: 'a placeholder', location }
        : { state: 'literal', label: 'text in the file', location };
    case 'parameter': {
      const label = `the ${isTerraform ? 'variable' : 'parameter'} "${source.name}"`;
      const isProtected = source.isSecure && source.default !== 'literal';
      return { state: isProtected ? 'secure-parameter' : 'plain-parameter', label, location };
    }
    case 'function':
      return source.name === 'getSecret'
        ? { state: 'key-vault', label: 'a Key Vault', location }
        : { state: 'computed', label: `${source.name}()`, location };
    case 'attribute':
      return source.type.startsWith('azurerm_key_vault_secret')
        ? { state: 'key-vault', label: 'a Key Vault', location }
        : { state: 'computed', label: `${source.type || source.name}.${source.path}`, location };
    default:
      return { state: 'unknown', label: 'an expression', location };
  }
}

/** True where every text the value can be is empty or a placeholder. */
function isStandIn(value: Value): boolean {
  return (
    value.patterns.length > 0 &&
    value.patterns.every((pattern) => {
      const text = exactText(pattern);
      return text !== undefined && isPlaceholder(text);
    })
  );
}

/** A text that a value is, and the place in the file where it is written. */
export interface WrittenText {
  readonly text: string;
  readonly range: Range;
  /** False where the value takes it from a local, a variable or the like. */
  readonly isHere: boolean;
}

/** The literal text that a value is made of, where that is certain and stands in the value's own file. */
export function writtenText(value: Value): WrittenText | undefined {
  const [pattern, another] = value.patterns;
  const [source, second] = value.sources;
  const text = pattern && !another && !second ? exactText(pattern) : undefined;
  if (text === undefined) return undefined;
  // The empty string is made of nothing.
  if (!source) return { text, range: value.range, isHere: true };
  if (source.kind !== 'literal' || source.isPart || source.location.uri !== value.uri) return undefined;
  const isHere = containsRange(value.range, source.location.range);
  return { text, range: isHere ? value.range : source.location.range, isHere };
}

/** The literal text that is written at this very place; undefined where the value comes from elsewhere. */
export function literalAt(value: Value): string | undefined {
  const written = writtenText(value);
  return written?.isHere ? written.text : undefined;
}
