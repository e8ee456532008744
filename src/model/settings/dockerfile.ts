import { assignmentsOf, type DockerfileInstruction } from '../../syntax/dockerfile/index.ts';
import type { ScriptDialect } from '../../syntax/script/index.ts';
import type { SourceDocument } from '../document.ts';
import type { PipelineString } from '../pipeline/pipeline.ts';
import { Script } from '../script.ts';
import { dockerfileTree } from '../trees.ts';
import type { Variable } from '../variable.ts';
import { PlainString } from './plain-string.ts';
import { type SettingsFile, variableOf } from './settings.ts';

/** `ENV` and `ARG` are the variables of a Dockerfile, `RUN` its scripts. */
export function dockerfileSettings(document: SourceDocument): SettingsFile {
  const { source } = document;
  const variables: Variable[] = [];
  const scripts: Script[] = [];
  const copiedPaths: PipelineString[] = [];
  let dialect: ScriptDialect = 'posix';
  for (const instruction of dockerfileTree(document).instructions) {
    const text = source.slice(instruction.argumentRange);
    switch (instruction.name) {
      case 'ENV':
      case 'ARG':
        for (const { name, nameRange, range, value, valueRange } of assignmentsOf(source, instruction)) {
          const entry = { name, nameRange, range, value: new PlainString(value ?? '', valueRange) };
          variables.push(variableOf(document, entry));
        }
        break;
      case 'SHELL':
        dialect = /pwsh|powershell/i.test(text) ? 'powershell' : /\bcmd\b/i.test(text) ? 'cmd' : 'posix';
        break;
      case 'FROM':
        dialect = 'posix';
        break;
      case 'RUN':
        scripts.push(new Script(document, dialect, scriptOf(text, instruction)));
        break;
      case 'COPY':
      case 'ADD':
        copiedPaths.push(...sourcesOf(text, instruction.argumentRange.start));
        break;
    }
  }
  return { document, variables, scripts, declaredSecrets: [], copiedPaths };
}

/** The command of a `RUN`. What is no part of it is blanked, so that offsets stay: flags, comment lines, `<<EOF`. */
function scriptOf(text: string, instruction: DockerfileInstruction): PipelineString {
  const blank = (match: string) => ' '.repeat(match.length);
  let script = text.replace(/^(?:--[a-z]+=\S+[ \t]*)+/, blank).replace(/^[ \t]*#[^\n]*(?:\n|$)/gm, blank);
  const delimiter = /^\s*<<-?["']?(\w+)["']?(?=[ \t]*\r?\n)/.exec(script);
  if (delimiter) script = blank(delimiter[0]) + script.slice(delimiter[0].length).replace(/\w+\s*$/, blank);
  return new PlainString(script, instruction.argumentRange);
}

/** What is copied: every argument but flags and the last one. Nothing for copies from another stage. */
function sourcesOf(text: string, start: number): readonly PipelineString[] {
  if (/--from=/.test(text)) return [];
  const words = [...text.matchAll(/[^\s"[\],]+/g)].filter(([word]) => !word.startsWith('--'));
  return words.slice(0, -1).map((match) => {
    const at = start + match.index;
    return new PlainString(match[0], { start: at, end: at + match[0].length });
  });
}
