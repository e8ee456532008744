import type { Access, AccessStep, Variable } from '../../syntax/terraform/index.ts';
import type { Location } from '../document.ts';
import { arrayValue, elementOf, literal, memberOf, reference, unknownValue } from '../evaluate/index.ts';
import type { Value } from '../value.ts';
import { unknownInstance, unlistedAttribute } from './instances.ts';
import type { Evaluate } from './loops.ts';
import { lookup, placeIn, type ResourceAddress, type Scope } from './scope.ts';

/** How deep a chain of accesses is followed; nothing real is longer. */
const MAX_STEPS = 100;

/** A name and what follows it: `var.x`, `local.x.y`, `azurerm_storage_account.this["a"].id`, `each.value`. */
export function evaluateAccess(expression: Access | Variable, scope: Scope, evaluate: Evaluate): Value {
  const place = placeIn(scope, expression.range);
  const steps = expression.kind === 'access' ? expression.steps : [];
  if (steps.length > MAX_STEPS) return unknownValue(place);
  const base = expression.kind === 'access' ? expression.base : expression;
  if (base.kind !== 'variable') return new Walk(scope, place, '', evaluate).follow(evaluate(base, scope), steps);
  const root = rootOf(base.name, steps, scope, evaluate);
  return reference(place, () =>
    new Walk(scope, place, root.label, evaluate).follow(root.value(place), steps.slice(root.consumed)),
  );
}

/** What the first part of an access names. */
interface Root {
  /** As the source calls it, indexes left out. */
  readonly label: string;
  readonly consumed: number;
  value(place: Location): Value;
}

function rootOf(name: string, steps: readonly AccessStep[], scope: Scope, evaluate: Evaluate): Root {
  const bound = lookup(scope, name);
  if (bound) return { label: name, consumed: 0, value: () => bound };
  const [first, second] = steps.map(attributeName);
  const { symbols } = scope;
  switch (name) {
    case 'var':
    case 'local': {
      const label = first === undefined ? name : `${name}.${first}`;
      const find = (): Value | undefined => {
        if (first === undefined) return undefined;
        return name === 'var' ? symbols.variable(first) : symbols.local(first);
      };
      return { label, consumed: 1, value: (place) => find() ?? unknownValue(place, label) };
    }
    case 'module':
    case 'component':
      return moduleRoot(name, steps, scope);
    case 'data':
    case 'ephemeral':
      if (first === undefined || second === undefined) break;
      return resourceRoot({ of: name, type: first, name: second }, 2, steps, scope, evaluate);
    case 'each':
    case 'count':
    case 'self':
    case 'path':
    case 'terraform':
    case 'identity_token':
    case 'store':
      break;
    default:
      if (first === undefined) break;
      return resourceRoot({ of: 'resource', type: name, name: first }, 1, steps, scope, evaluate);
  }
  return { label: name, consumed: 0, value: (place) => unknownValue(place, name) };
}

function resourceRoot(
  address: ResourceAddress,
  names: number,
  steps: readonly AccessStep[],
  scope: Scope,
  evaluate: Evaluate,
): Root {
  const label = `${address.of === 'resource' ? '' : `${address.of}.`}${address.type}.${address.name}`;
  const next = steps[names];
  const isIndexed = next?.kind === 'index-step' || next?.kind === 'legacy-index-step';
  const key = next?.kind === 'index-step' ? evaluate(next.index, scope) : undefined;
  return {
    label,
    consumed: isIndexed ? names + 1 : names,
    value: (place) => scope.symbols.resource(address, key) ?? unknownInstance(place, address, label),
  };
}

function moduleRoot(keyword: string, steps: readonly AccessStep[], scope: Scope): Root {
  const [name, second] = steps.map(attributeName);
  const isIndexed = steps[1]?.kind === 'index-step' || steps[1]?.kind === 'legacy-index-step';
  const at = isIndexed ? 2 : 1;
  const output = isIndexed ? steps.map(attributeName)[2] : second;
  const label = [keyword, name, output].filter((part) => part !== undefined).join('.');
  const source = { kind: 'attribute', of: 'module', type: '', name: name ?? '', path: output ?? '' } as const;
  return {
    label,
    consumed: output === undefined ? Math.min(at, steps.length) : at + 1,
    value: (place) => {
      const known = name !== undefined && output !== undefined ? scope.symbols.moduleOutput(name, output) : undefined;
      const location = { uri: place.uri, range: place.range };
      return known ?? unknownValue(place, label, () => [{ ...source, location }]);
    },
  };
}

function attributeName(step: AccessStep): string | undefined {
  return step.kind === 'attribute-step' ? step.name.name : undefined;
}

/** Follows the steps of one access, all of which are at its place. */
class Walk {
  readonly #scope: Scope;
  readonly #place: Location;
  readonly #label: string;
  readonly #evaluate: Evaluate;

  constructor(scope: Scope, place: Location, label: string, evaluate: Evaluate) {
    this.#scope = scope;
    this.#place = place;
    this.#label = label;
    this.#evaluate = evaluate;
  }

  follow(base: Value, steps: readonly AccessStep[], label = this.#label): Value {
    let value = base;
    let name = label;
    for (const [index, step] of steps.entries()) {
      switch (step.kind) {
        case 'attribute-step':
          name = name === '' ? step.name.name : `${name}.${step.name.name}`;
          value = this.#member(value, step.name.name, name);
          break;
        case 'index-step':
          value = this.#element(value, this.#evaluate(step.index, this.#scope), name);
          break;
        case 'legacy-index-step':
          value = this.#element(value, literal(this.#place, step.index), name);
          break;
        case 'full-splat':
          return this.#each(value, steps.slice(index + 1), name);
        case 'attribute-splat': {
          const rest = steps.slice(index + 1);
          const stop = rest.findIndex(({ kind }) => kind !== 'attribute-step');
          const applied = stop < 0 ? rest : rest.slice(0, stop);
          const list = this.#each(value, applied, name);
          return this.follow(list, rest.slice(applied.length), name);
        }
      }
    }
    return value;
  }

  #member(base: Value, name: string, label: string): Value {
    const otherwise = (): Value => unlistedAttribute(this.#place, base, name, label);
    return memberOf(this.#place, base, name, { ignoreCase: false, otherwise });
  }

  #element(base: Value, index: Value, label: string): Value {
    return reference(this.#place, () => {
      // Blocks and counted resources are lists of what is modelled as one object.
      if (base.kind === 'object' && typeof index.constant === 'number') return base;
      const otherwise = (): Value => unlistedAttribute(this.#place, base, undefined, label);
      return elementOf(this.#place, base, index, { ignoreCase: false, otherwise });
    });
  }

  /** A splat: the steps applied to every element; what is no list counts as a list of one. */
  #each(base: Value, steps: readonly AccessStep[], label: string): Value {
    const isList = (): boolean => base.kind === 'array';
    return arrayValue(
      this.#place,
      () => (isList() ? base.items : [base]).map((item) => this.follow(item, steps, label)),
      () => isList() && base.isComplete,
    );
  }
}
