import { resolveReference } from '../../../model/bicep/file-path.ts';
import { folderOf, type SourceDocument, type Workspace } from '../../../model/document.ts';
import type { InfrastructureModel } from '../../../model/resource.ts';
import { bicepTree } from '../../../model/trees.ts';
import type { SourceText } from '../../../text/source-text.ts';

/** What every secret comes in by: without a sign of one in the text there is none to follow. */
const CALL = /\blist\w*(?:key|secret|credential|connectionstring|sas|token)\w*\s*\(/i;
const ATTRIBUTE =
  /_(?:key|connection_strings?|connection_string_alias|password|keys|sas|secret|config|config_raw)\b|\.(?:result|sas|value|api_key|password|private_key_\w+)\b/;

/** False where no secret can come into a file: most files are ruled out by a look at their text. */
export function mayHoldSecrets({ document, language }: InfrastructureModel, workspace: Workspace): boolean {
  if (language === 'terraform') {
    return workspace.inFolder('terraform', folderOf(document.path)).some((file) => hasSign(file, ATTRIBUTE));
  }
  if (hasSign(document, CALL)) return true;
  if (language !== 'bicep') return false;
  const { outputsRead } = factsOf(document);
  return outputsRead.size > 0 && readsSecretOutput(document, workspace, new Set());
}

/** Whether a module hands out a secret that the file reads. Modules that lead back to themselves end. */
function readsSecretOutput(document: SourceDocument, workspace: Workspace, seen: Set<string>): boolean {
  const { modules, outputsRead } = factsOf(document);
  return modules.some((written) => {
    const path = resolveReference(document.path, written);
    const module = path === undefined ? undefined : workspace.get(path);
    if (module?.kind !== 'bicep' || seen.has(module.uri)) return false;
    seen.add(module.uri);
    const { secretOutputs, passedOutputs } = factsOf(module);
    if ([...secretOutputs].some((name) => outputsRead.has(name))) return true;
    return [...passedOutputs].some((name) => outputsRead.has(name)) && readsSecretOutput(module, workspace, seen);
  });
}

/** What the text of a Bicep file says about secrets that go through it. */
interface Facts {
  /** The paths of its modules, as written. */
  readonly modules: readonly string[];
  /** The names of the outputs of modules that it reads. */
  readonly outputsRead: ReadonlySet<string>;
  /** Its outputs that are made of a call which returns a secret. */
  readonly secretOutputs: ReadonlySet<string>;
  /** Its outputs that are made of outputs of its modules. */
  readonly passedOutputs: ReadonlySet<string>;
}

const facts = new WeakMap<SourceText, Facts>();

function factsOf(document: SourceDocument): Facts {
  let known = facts.get(document.source);
  if (!known) {
    known = readFacts(document);
    facts.set(document.source, known);
  }
  return known;
}

function readFacts(document: SourceDocument): Facts {
  const { text } = document.source;
  const outputsRead = new Set(Array.from(text.matchAll(/\.\??outputs\.\??(\w+)/g), ([, name = '']) => name));
  const isSource = CALL.test(text);
  const modules: string[] = [];
  const secretOutputs = new Set<string>();
  const passedOutputs = new Set<string>();
  if (outputsRead.size === 0 && !isSource) return { modules, outputsRead, secretOutputs, passedOutputs };
  // Variables that hold a secret are declared in front of those that are made of them, as a rule.
  const variables = new Set<string>();
  const mentions = (code: string) =>
    Array.from(code.matchAll(/\b[A-Za-z_]\w*\b/g)).some(([name]) => variables.has(name));
  for (const statement of bicepTree(document).statements) {
    if (statement.kind === 'module' && statement.path.kind === 'string') {
      modules.push(statement.path.texts[0]?.text ?? '');
    } else if (statement.kind === 'variable' || statement.kind === 'output') {
      const code = document.source.slice(statement.range);
      const isSecret = CALL.test(code) || mentions(code);
      if (statement.kind === 'variable' && (isSecret || code.includes('outputs.'))) variables.add(statement.name.name);
      if (statement.kind === 'output' && isSecret) secretOutputs.add(statement.name.name);
      if (statement.kind === 'output' && code.includes('outputs.')) passedOutputs.add(statement.name.name);
    }
  }
  return { modules, outputsRead, secretOutputs, passedOutputs };
}

const signs = new WeakMap<SourceText, boolean>();

function hasSign({ source }: SourceDocument, sign: RegExp): boolean {
  let result = signs.get(source);
  if (result === undefined) {
    result = sign.test(source.text);
    signs.set(source, result);
  }
  return result;
}
