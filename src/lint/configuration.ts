import ignore from 'ignore';
import type { Severity } from '../rules/finding.ts';
import type { RepositoryFacts, Rule, RuleOption } from '../rules/rule.ts';
import { Memory } from '../text/memory.ts';

export type OptionValue = RuleOption['default'];

/** Where Keyless looks for its configuration, in this order; the first one that exists counts. */
export const CONFIGURATION_PATHS = ['keyless.yaml', '.github/keyless.yaml'] as const;

/** The level of a rule in the configuration: a severity for all its findings, or `off`. */
export type Level = Severity | 'off';

/** What `keyless.yaml` says, as plain data: it can be sent to a worker. */
export interface Configuration {
  /** Patterns as in .gitignore, relative to the workspace folder: files that are not checked at all. */
  readonly ignore: readonly string[];
  /** The least severity that makes `keyless lint` fail; `undefined` leaves it to the command line. */
  readonly failOn: Severity | undefined;
  readonly rules: { readonly [ruleId: string]: RuleConfiguration };
  readonly repository: RepositoryFacts;
}

export interface RuleConfiguration {
  /** Undefined: as the rule itself says. */
  readonly level: Level | undefined;
  /** Patterns as in .gitignore: files in which this rule finds nothing. */
  readonly ignore: readonly string[];
  readonly options: { readonly [name: string]: OptionValue };
}

export const DEFAULT_CONFIGURATION: Configuration = { ignore: [], failOn: undefined, rules: {}, repository: {} };

const NO_RULE_CONFIGURATION: RuleConfiguration = { level: undefined, ignore: [], options: {} };

export function ruleConfiguration(configuration: Configuration, ruleId: string): RuleConfiguration {
  return Object.hasOwn(configuration.rules, ruleId)
    ? (configuration.rules[ruleId] ?? NO_RULE_CONFIGURATION)
    : NO_RULE_CONFIGURATION;
}

/** The configured value of a rule's option, else its default. @throws RangeError for an option the rule does not declare */
export function optionValue(configuration: Configuration, rule: Rule, name: string): OptionValue {
  const option = rule.options && Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
  if (!option) throw new RangeError(`The rule ${rule.id} declares no option "${name}".`);
  const { options } = ruleConfiguration(configuration, rule.id);
  return Object.hasOwn(options, name) ? (options[name] ?? option.default) : option.default;
}

type PathTest = (path: string) => boolean;

// Patterns are compiled once per list: a run asks for each of thousands of files.
const compiled = new Memory<readonly string[], PathTest>();

/** Whether one of the patterns (as in .gitignore, later ones override earlier ones) matches the path. */
export function matchesPath(patterns: readonly string[], path: string): boolean {
  if (patterns.length === 0) return false;
  let test = compiled.get(patterns);
  if (!test) {
    const matcher = ignore({ allowRelativePaths: true }).add([...patterns]);
    test = (candidate) => candidate !== '' && matcher.ignores(candidate);
    compiled.set(patterns, test);
  }
  return test(path);
}
