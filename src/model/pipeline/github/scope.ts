import { known } from '../../patterns.ts';
import type { StringPattern } from '../../string-pattern.ts';
import type { Entry, PipelineInput } from '../pipeline.ts';
import { type Alternative, BOOLEANS, foldText, type Scope, stringAlternative, unknownAlternative } from './evaluate.ts';

/** What nothing determines. */
export const EMPTY_SCOPE: Scope = { lookup: () => undefined };

/** Inputs as declared, or as a known caller passes them. */
export class InputScope implements Scope {
  readonly #inputs: readonly PipelineInput[];
  readonly #arguments: readonly Entry[] | undefined;
  readonly #runsOtherwise: boolean;

  /**
   * @param passed the caller's `with`; `undefined` where callers are not known
   * @param runsOtherwise true where events without inputs start the workflow too: inputs are empty then
   */
  constructor(inputs: readonly PipelineInput[], passed: readonly Entry[] | undefined, runsOtherwise: boolean) {
    this.#inputs = inputs;
    this.#arguments = passed;
    this.#runsOtherwise = runsOtherwise;
  }

  lookup(path: readonly string[]): readonly Alternative[] | undefined {
    const [context, ...rest] = path.map((part) => part.toLowerCase());
    // `github.event.inputs.x` is the older way to write `inputs.x`.
    if (context === 'github' && rest[0] === 'event' && rest[1] === 'inputs' && rest.length === 3)
      return this.#input(rest[2]);
    return context === 'inputs' && rest.length === 1 ? this.#input(rest[0]) : undefined;
  }

  #input(name: string | undefined): readonly Alternative[] | undefined {
    const declared = this.#inputs.filter((input) => input.name.toLowerCase() === name);
    const [first] = declared;
    if (!first) return undefined;
    if (this.#arguments) return passedValues(first, this.#arguments);
    const values = declared.flatMap(possibleValues);
    return this.#runsOtherwise ? [...values, stringAlternative(known(''))] : values;
  }
}

function passedValues(input: PipelineInput, passed: readonly Entry[]): readonly Alternative[] {
  const argument = passed.find(({ name }) => name.toLowerCase() === input.name.toLowerCase());
  const patterns = argument ? argument.value.patterns : defaultOf(input);
  return patterns.map((pattern) => typed(pattern, input.type));
}

/** A boolean `false` is falsy, the text `false` is not. */
function typed(pattern: StringPattern, type: string | undefined): Alternative {
  const alternative = stringAlternative(pattern);
  const [part] = pattern.parts;
  if (type !== 'boolean' || part?.kind !== 'known') return alternative;
  return { pattern, isTruthy: part.text === 'true' };
}

function defaultOf(input: PipelineInput): readonly StringPattern[] {
  return foldText(input.default ?? '', EMPTY_SCOPE);
}

/** What a person or caller can pass: one of the options, or anything where there are none. */
function possibleValues(input: PipelineInput): readonly Alternative[] {
  if (input.type === 'boolean') return BOOLEANS;
  if (input.type === 'choice' && input.options.length > 0) {
    return input.options.map((option) => stringAlternative(known(option)));
  }
  const anything = unknownAlternative(`inputs.${input.name}`);
  if (input.default === undefined) return [anything];
  return [...defaultOf(input).map((pattern) => typed(pattern, input.type)), anything];
}

/** A scope inside another: adds variables, and for a job its matrix. */
export class InnerScope implements Scope {
  readonly #outer: Scope;
  readonly #env: () => readonly Entry[];
  readonly #matrix: (() => Scope) | undefined;

  /** @param env read late: the entries themselves are folded in the outer scope, so no cycle can come up */
  constructor(outer: Scope, env: () => readonly Entry[], matrix?: () => Scope) {
    this.#outer = outer;
    this.#env = env;
    this.#matrix = matrix;
  }

  lookup(path: readonly string[]): readonly Alternative[] | undefined {
    const [context, name, ...rest] = path;
    if (context?.toLowerCase() === 'matrix' && this.#matrix && name !== undefined)
      return this.#matrix().lookup([name, ...rest]);
    if (context?.toLowerCase() === 'env' && name !== undefined && rest.length === 0) {
      const entry = this.#env().find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
      if (entry) return entry.value.patterns.map(stringAlternative);
    }
    return this.#outer.lookup(path);
  }
}
