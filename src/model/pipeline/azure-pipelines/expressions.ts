import { alternatives, concatAlternatives, known, unknown } from '../../patterns.ts';
import type { StringPattern } from '../../string-pattern.ts';
import type { FoundExpression, TextSyntax } from '../yaml/strings.ts';

/** What names stand for at one place: `parameters.x`, `variables.x`, in lower case. */
export interface PipelineScope {
  /** The values a name can have; `undefined` for what the file does not determine. */
  lookup(reference: string): readonly StringPattern[] | undefined;
}

/**
 * `${{ }}` when the pipeline is compiled, `$[ ]` when a stage or job starts, `$(name)` before a step runs. `$(...)`
 * with blanks or quotes is a command substitution of the shell, and nothing to Azure Pipelines.
 */
const EXPRESSION = /\$\{\{([\s\S]*?)\}\}|\$\[([^\]\n]*)\]|\$\(([A-Za-z_][\w.-]*)\)/g;

const REFERENCE = /\b(parameters|variables)(?:\.([A-Za-z_][\w.-]*)|\['([^']+)'\])/gi;

/** Names that Azure Pipelines sets itself, and no file. */
const PREDEFINED = /^(?:build|system|agent|pipeline|environment|release|rev|date|resources)[.:]/i;

export function pipelineSyntax(scope: PipelineScope): TextSyntax {
  return {
    fold: (text) => fold(text, scope),
    expressions: (text) => Array.from(text.matchAll(EXPRESSION), found),
  };
}

function found(match: RegExpExecArray): FoundExpression {
  const text = (match[1] ?? match[2] ?? match[3] ?? '').trim();
  const references = match[3] === undefined ? referencesIn(text) : [macroReference(text)];
  return { start: match.index, end: match.index + match[0].length, text, references };
}

function referencesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(REFERENCE), ([, context = '', name, quoted]) =>
    `${context}.${name ?? quoted}`.toLowerCase(),
  );
}

function macroReference(name: string): string {
  return PREDEFINED.test(name) ? name.toLowerCase() : `variables.${name.toLowerCase()}`;
}

function fold(text: string, scope: PipelineScope): readonly StringPattern[] {
  const lists: (readonly StringPattern[])[] = [];
  let at = 0;
  for (const match of text.matchAll(EXPRESSION)) {
    lists.push([known(text.slice(at, match.index))], valuesOf(found(match), match[0], scope));
    at = match.index + match[0].length;
  }
  if (lists.length === 0) return [known(text)];
  lists.push([known(text.slice(at))]);
  return concatAlternatives(lists);
}

/** Only an expression that is one reference and nothing else can be told. */
function valuesOf(
  { text, references }: FoundExpression,
  written: string,
  scope: PipelineScope,
): readonly StringPattern[] {
  const [reference] = references;
  const isAlone = written.startsWith('$(') || text.toLowerCase().replace(/\['([^']+)'\]/, '.$1') === reference;
  const values = reference !== undefined && isAlone ? scope.lookup(reference) : undefined;
  return values && values.length > 0 ? alternatives(values) : [unknown(text || 'expression')];
}
