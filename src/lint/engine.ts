import type { SourceDocument, Workspace } from '../model/document.ts';
import type { Finding } from '../rules/finding.ts';
import type { InventoryView } from '../rules/inventory-view.ts';
import { RULES } from '../rules/registry.ts';
import type { Rule } from '../rules/rule.ts';
import { Memory } from '../text/memory.ts';
import { type Configuration, DEFAULT_CONFIGURATION, matchesPath, ruleConfiguration } from './configuration.ts';
import { skippedFile } from './engine-rules.ts';
import { engineFinding, normaliseFindings } from './findings.ts';
import { type InternalError, runRules } from './run-rules.ts';
import { applySuppressions, type SuppressedFinding } from './suppressions.ts';

export interface LintOptions {
  /** The clock: suppressions end by it. */
  readonly now: Date;
  readonly inventory?: InventoryView | undefined;
  readonly configuration?: Configuration;
  /** Every registered rule unless given. */
  readonly rules?: readonly Rule[];
}

export interface LintResult {
  /** In the order of the file, without doubles, suppressed ones left out. */
  readonly findings: readonly Finding[];
  /** Failures of rules on this file; each is among the findings too. */
  readonly internalErrors: readonly InternalError[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** Files above this many UTF-16 units are not checked: 5 MB, as long as they are ASCII. */
export const MAX_FILE_LENGTH = 5 * 1024 * 1024;

export type SkipReason = 'tooLarge' | 'binary' | 'encoding' | 'unreadable';

/** What all rules say about one document. Never throws: a failing rule is a finding. */
export function lint(document: SourceDocument, workspace: Workspace, options: LintOptions): LintResult {
  const configuration = options.configuration ?? DEFAULT_CONFIGURATION;
  if (document.kind === 'other' || matchesPath(configuration.ignore, document.path)) return NOTHING;
  if (isCompiledBicep(document, workspace)) return NOTHING;
  const { text } = document.source;
  if (text.length > MAX_FILE_LENGTH) return skippedResult(document.uri, 'tooLarge', configuration);
  if (text.includes('\0')) return skippedResult(document.uri, 'binary', configuration);

  const rules = options.rules ?? RULES;
  const active = activeRules(rules, configuration).filter(
    (rule) => !matchesPath(ruleConfiguration(configuration, rule.id).ignore, document.path),
  );
  const { reported, internalErrors } = runRules(document, workspace, active, configuration, options);
  const failed = new Set(internalErrors.map((error) => error.ruleId));
  const { findings, suppressed } = applySuppressions(document, normaliseFindings(reported), {
    now: options.now,
    // What a rule would have found after it failed is not known: none of its suppressions is called unused.
    active: active.filter((rule) => !failed.has(rule.id)),
    known: rules,
    configuration,
  });
  return { findings, internalErrors, suppressed };
}

/**
 * Whether a template is what the Bicep compiler made of a file beside it (`main.json` of `main.bicep`): all there is to
 * find and to fix is in that one.
 */
function isCompiledBicep(document: SourceDocument, workspace: Workspace): boolean {
  if (document.kind !== 'arm-template') return false;
  const head = document.source.text.slice(0, GENERATOR_LENGTH);
  return (
    /"_generator"\s*:\s*\{\s*"name"\s*:\s*"bicep"/.test(head) &&
    workspace.get(document.path.replace(/\.json$/i, '.bicep')) !== undefined
  );
}

/** The compiler writes its name into the first lines; long descriptions may stand before it. */
const GENERATOR_LENGTH = 4_096;

/** The result of a file whose content is not even given to the rules. */
export function skippedResult(uri: string, reason: SkipReason, configuration: Configuration): LintResult {
  const finding = engineFinding(skippedFile, { messageId: reason, uri, range: { start: 0, end: 0 } }, configuration);
  return { findings: finding ? [finding] : [], internalErrors: [], suppressed: [] };
}

const NOTHING: LintResult = { findings: [], internalErrors: [], suppressed: [] };

// A run asks for the same rules under the same configuration for each of thousands of files.
const activeByConfiguration = new Memory<Configuration, { rules: readonly Rule[]; active: readonly Rule[] }>();

function activeRules(rules: readonly Rule[], configuration: Configuration): readonly Rule[] {
  const known = activeByConfiguration.get(configuration);
  if (known?.rules === rules) return known.active;
  const active = rules.filter((rule) => ruleConfiguration(configuration, rule.id).level !== 'off');
  activeByConfiguration.set(configuration, { rules, active });
  return active;
}
