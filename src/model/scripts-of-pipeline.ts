import { dialectOfShell, type ScriptDialect } from '../syntax/script/index.ts';
import { Memory } from '../text/memory.ts';
import { CommandLine } from './command-line.ts';
import type { SourceDocument } from './document.ts';
import { exactText } from './patterns.ts';
import type { Pipeline, Step } from './pipeline/pipeline.ts';
import { Script } from './script.ts';

/**
 * Inputs that hold a script, by action or task in lower case. `shellInput` names an input that says which shell runs it;
 * without `dialect` it is the shell of the step.
 */
const INLINE_SCRIPTS: readonly {
  readonly action: RegExp;
  readonly inputs: readonly string[];
  readonly dialect?: ScriptDialect;
  readonly shellInput?: string;
}[] = [
  { action: /^azure\/cli$/, inputs: ['inlineScript'], dialect: 'posix' },
  { action: /^azure\/powershell$/, inputs: ['inlineScript'], dialect: 'powershell' },
  { action: /^azurecli$/, inputs: ['inlineScript', 'script'], dialect: 'posix', shellInput: 'scriptType' },
  { action: /^azurepowershell$/, inputs: ['inline', 'inlineScript'], dialect: 'powershell' },
  { action: /^powershell$/, inputs: ['script', 'inlineScript'], dialect: 'powershell' },
  { action: /^(?:bash|shellscript)$/, inputs: ['script', 'inlineScript'], dialect: 'posix' },
  { action: /^cmdline$/, inputs: ['script'] },
  { action: /^batchscript$/, inputs: ['inlineScript'], dialect: 'cmd' },
];

const SCRIPT_TYPES: Readonly<Record<string, ScriptDialect>> = {
  ps: 'powershell',
  pscore: 'powershell',
  batch: 'cmd',
  bash: 'posix',
};

/** Tasks that run `program <subcommand> <options>`, by task in lower case; an unset subcommand is the first one. */
const COMMAND_TASKS: readonly {
  readonly action: RegExp;
  readonly program: string;
  readonly subcommand: { readonly input: string; readonly default: string };
  readonly options: string;
}[] = [
  {
    action: /^(?:terraformcli|terraformtask(?:v\d)?)$/,
    program: 'terraform',
    subcommand: { input: 'command', default: 'init' },
    options: 'commandOptions',
  },
];

const scriptsOfPipelines = new Memory<Pipeline, readonly Script[]>();

/** Every script of a pipeline, in the order of its steps. The same ones for every rule, so that each is read once. */
export function scriptsOf(pipeline: Pipeline): readonly Script[] {
  const known = scriptsOfPipelines.get(pipeline);
  if (known) return known;
  const scripts = pipeline.jobs.flatMap((job) => job.steps.flatMap((step) => scriptsOfStep(pipeline.document, step)));
  scriptsOfPipelines.set(pipeline, scripts);
  return scripts;
}

function scriptsOfStep(document: SourceDocument, step: Step): readonly Script[] {
  if (step.run) return [new Script(document, dialectOfShell(step.shell), step.run, step)];
  const action = step.uses?.action;
  if (action === undefined) return [];
  const commandLine = commandLineOf(step, action);
  if (commandLine) return [new Script(document, 'posix', commandLine, step)];
  const row = INLINE_SCRIPTS.find((candidate) => candidate.action.test(action));
  const body = row?.inputs.map((name) => step.input(name)).find((entry) => entry !== undefined);
  if (!row || !body) return [];
  const type = row.shellInput ? step.input(row.shellInput)?.value.raw.trim().toLowerCase() : undefined;
  return [
    new Script(document, (type && SCRIPT_TYPES[type]) || (row.dialect ?? dialectOfShell(step.shell)), body.value, step),
  ];
}

function commandLineOf(step: Step, action: string): CommandLine | undefined {
  const row = COMMAND_TASKS.find((candidate) => candidate.action.test(action));
  const options = row && step.input(row.options);
  if (!options) return undefined;
  const [pattern] = step.input(row.subcommand.input)?.value.patterns ?? [];
  const subcommand = pattern ? exactText(pattern)?.trim() : row.subcommand.default;
  // One that the file does not know, or that is written into another input.
  if (subcommand === undefined || !/^[a-z][a-z-]*$/.test(subcommand) || subcommand === 'custom') return undefined;
  return new CommandLine(`${row.program} ${subcommand}`, options.value);
}
