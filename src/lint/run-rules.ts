import type { SourceDocument, Workspace } from '../model/document.ts';
import { modelOf } from '../model/model.ts';
import { scriptsOf } from '../model/scripts-of-pipeline.ts';
import { variablesOf } from '../model/variable.ts';
import type { Finding } from '../rules/finding.ts';
import type { InventoryView } from '../rules/inventory-view.ts';
import type { Report, Rule, RuleChecks, RuleContext } from '../rules/rule.ts';
import { type Configuration, DEFAULT_CONFIGURATION, type OptionValue, optionValue } from './configuration.ts';
import { internalError } from './engine-rules.ts';
import { engineFinding, findingOf } from './findings.ts';

/** A failure inside Keyless while it looked at one file. */
export interface InternalError {
  readonly uri: string;
  /** The rule that failed; undefined where the file's model could not be made. */
  readonly ruleId: string | undefined;
  /** The error's class. Show this, not the error's message: that may quote the file, and the file may hold secrets. */
  readonly name: string;
  /** The frames of the stack, without the message. */
  readonly stack: string;
  /** What was thrown, for tests and debuggers only. */
  readonly cause: unknown;
}

export interface RuleRun {
  readonly reported: readonly Finding[];
  readonly internalErrors: readonly InternalError[];
}

/** What the run is given beside the files. */
export interface RunOptions {
  readonly now: Date;
  readonly inventory?: InventoryView | undefined;
}

/** Runs every check of the rules over the model of a document, all rules in one pass. */
export function runRules(
  document: SourceDocument,
  workspace: Workspace,
  rules: readonly Rule[],
  configuration: Configuration,
  options: RunOptions,
): RuleRun {
  const run = new Run(document, workspace, rules, configuration, options);
  run.start();
  return run;
}

/** A rule with its context for this document; `failed` once it crashed, then it is not called again. */
interface Runner {
  readonly rule: Rule;
  readonly checks: RuleChecks;
  readonly context: RuleContext;
  failed: boolean;
}

class Run implements RuleRun {
  readonly reported: Finding[] = [];
  readonly internalErrors: InternalError[] = [];
  readonly #document: SourceDocument;
  readonly #workspace: Workspace;
  readonly #configuration: Configuration;
  readonly #runners: readonly Runner[];

  constructor(
    document: SourceDocument,
    workspace: Workspace,
    rules: readonly Rule[],
    configuration: Configuration,
    { now, inventory }: RunOptions,
  ) {
    this.#document = document;
    this.#workspace = workspace;
    this.#configuration = configuration;
    this.#runners = rules.map((rule) => ({
      rule,
      checks: rule.checks,
      context: {
        document,
        workspace,
        inventory,
        now,
        repository: configuration.repository,
        // The caller names the type of an option it declared itself.
        option: <T extends OptionValue>(name: string) => optionValue(configuration, rule, name) as T,
        report: (report) => this.#report(rule, report),
      },
      failed: false,
    }));
  }

  start(): void {
    if (this.#runners.length === 0) return;
    try {
      const model = modelOf(this.#document, this.#workspace);
      const { infrastructure, pipeline, settings, kubernetes } = model;
      if (infrastructure) {
        this.#check('infrastructure', infrastructure);
        this.#checkEach('resource', () => infrastructure.resources);
      }
      if (pipeline) {
        this.#check('pipeline', pipeline);
        this.#checkEach('job', () => pipeline.jobs);
        this.#checkEach('step', () => pipeline.jobs.flatMap((job) => job.steps));
        this.#checkEach('script', () => scriptsOf(pipeline));
        this.#checkEach('variable', () => variablesOf(pipeline));
      }
      if (settings) {
        this.#check('settings', settings);
        this.#checkEach('script', () => settings.scripts);
        this.#checkEach('variable', () => settings.variables);
      }
      if (kubernetes) {
        this.#check('kubernetes', kubernetes);
        this.#checkEach('manifest', () => kubernetes.objects);
        this.#checkEach('script', () => kubernetes.scripts);
        this.#checkEach('variable', () => kubernetes.variables);
      }
    } catch (error) {
      this.#fail(undefined, error);
    }
  }

  /** One pass over the parts of a kind for all rules; none where no rule looks at that kind. */
  #checkEach<Kind extends keyof RuleChecks>(kind: Kind, parts: () => readonly CheckedBy<Kind>[]): void {
    const runners = this.#runners.filter((runner) => runner.checks[kind]);
    if (runners.length === 0) return;
    for (const part of parts()) this.#check(kind, part, runners);
  }

  #check<Kind extends keyof RuleChecks>(kind: Kind, part: CheckedBy<Kind>, runners = this.#runners): void {
    for (const runner of runners) {
      const check = runner.checks[kind] as ((part: CheckedBy<Kind>, context: RuleContext) => void) | undefined;
      if (!check || runner.failed) continue;
      try {
        check(part, runner.context);
      } catch (error) {
        runner.failed = true;
        this.#fail(runner.rule.id, error);
      }
    }
  }

  #report(rule: Rule, report: Report): void {
    const { start, end } = report.range;
    if (!(start >= 0 && start <= end && end <= this.#document.source.length)) {
      throw new RangeError(`The rule ${rule.id} reported the range ${start}-${end}, which is outside the file.`);
    }
    const finding = findingOf(rule, report, this.#document.uri, this.#configuration);
    if (finding) this.reported.push(finding);
  }

  #fail(ruleId: string | undefined, error: unknown): void {
    const name = error instanceof Error ? error.name : 'unknown error';
    this.internalErrors.push({ uri: this.#document.uri, ruleId, name, stack: stackFrames(error), cause: error });
    const finding = engineFinding(
      internalError,
      {
        messageId: ruleId === undefined ? 'model' : 'rule',
        data: { rule: ruleId ?? '', error: name },
        uri: this.#document.uri,
        range: { start: 0, end: 0 },
      },
      // No configuration may turn this one off: a failure must not look like a clean file.
      DEFAULT_CONFIGURATION,
    );
    if (finding) this.reported.push(finding);
  }
}

type CheckedBy<Kind extends keyof RuleChecks> = Parameters<NonNullable<RuleChecks[Kind]>>[0];

function stackFrames(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
