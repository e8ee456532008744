import type { SourceDocument } from '../model/document.ts';
import type { Finding, Severity } from '../rules/finding.ts';
import { RULES } from '../rules/registry.ts';
import type { RepositoryFacts, Rule } from '../rules/rule.ts';
import { parseYaml } from '../syntax/yaml/index.ts';
import {
  CONFIGURATION_PATHS,
  type Configuration,
  DEFAULT_CONFIGURATION,
  type Level,
  type OptionValue,
  type RuleConfiguration,
} from './configuration.ts';
import { endedMute, type LocatedMute, readMutes } from './configuration-mutes.ts';
import { Problems, Reader } from './configuration-reader.ts';
import { configurationSchema } from './configuration-schema.ts';
import { normaliseFindings } from './findings.ts';

export interface ParsedConfiguration {
  /** What the file says, its mistakes left out. */
  readonly configuration: Configuration;
  /** What it says of the posture of the tenant; those with a mistake in them are left out, those that have ended not. */
  readonly mutes: readonly LocatedMute[];
  /** Its mistakes, each at its place. */
  readonly findings: readonly Finding[];
}

export interface FoundConfiguration extends ParsedConfiguration {
  /** The file it stands in; undefined where there is none. */
  readonly document: SourceDocument | undefined;
}

/** The configuration of a workspace folder, from the first of `CONFIGURATION_PATHS` that exists. */
export function findConfiguration(
  get: (path: string) => SourceDocument | undefined,
  rules: readonly Rule[] = RULES,
  now?: Date,
): FoundConfiguration {
  const [document, second] = CONFIGURATION_PATHS.flatMap((path) => get(path) ?? []);
  if (!document) return { configuration: DEFAULT_CONFIGURATION, mutes: [], findings: [], document: undefined };
  const { findings, ...read } = parseConfiguration(document, rules, now);
  if (!second) return { ...read, findings, document };
  const ignored = new Problems(second);
  ignored.add({ messageId: 'twoFiles', data: { used: document.path }, range: { start: 0, end: 0 } });
  return { ...read, findings: [...findings, ...ignored.findings], document };
}

/**
 * Reads a `keyless.yaml`. Never throws: every mistake is a finding at its place, and the rest takes effect.
 * @param now where it is given, mutes that have ended are among the findings
 */
export function parseConfiguration(
  document: SourceDocument,
  rules: readonly Rule[] = RULES,
  now?: Date,
): ParsedConfiguration {
  const problems = new Problems(document);
  const file = parseYaml(document.source);
  for (const error of file.errors) {
    // Where one value of two would win, the reader of the file cannot know which: say it, go on with the first.
    if (error.code === 'duplicate-key') {
      problems.add({
        messageId: 'duplicateKey',
        data: { key: document.source.slice(error.range) },
        range: error.range,
      });
    } else {
      problems.add({
        messageId: 'syntax',
        data: { problem: `${error.message.replace(/\.?$/, '.')}` },
        range: error.range,
      });
    }
  }
  if (file.errors.some((error) => error.code !== 'duplicate-key')) {
    return { configuration: DEFAULT_CONFIGURATION, mutes: [], findings: problems.findings };
  }
  const schema = configurationSchema(rules);
  const value = file.root ? new Reader(problems).read(file.root, schema, 'The configuration') : undefined;
  const configuration = configurationOf(value);
  const mutes = readMutes(file, document);
  const ended = now ? mutes.flatMap((mute) => endedMute(mute, document, configuration, now) ?? []) : [];
  return { configuration, mutes, findings: normaliseFindings([...problems.findings, ...ended]) };
}

/** The data have been read by the schema, which has these shapes. */
function configurationOf(data: unknown): Configuration {
  const { ignore, failOn, rules, repository } = (data ?? {}) as {
    ignore?: string[];
    failOn?: Severity;
    rules?: { [id: string]: Level | Partial<RuleConfiguration> };
    repository?: RepositoryFacts;
  };
  return {
    ignore: ignore ?? [],
    failOn,
    rules: Object.fromEntries(Object.entries(rules ?? {}).map(([id, rule]) => [id, ruleConfigurationOf(rule)])),
    repository: repository ?? {},
  };
}

function ruleConfigurationOf(rule: Level | Partial<RuleConfiguration>): RuleConfiguration {
  if (typeof rule === 'string') return { level: rule, ignore: [], options: {} };
  const options: { readonly [name: string]: OptionValue } = rule.options ?? {};
  return { level: rule.level, ignore: rule.ignore ?? [], options };
}
