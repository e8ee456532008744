import { exactText } from '../../model/patterns.ts';
import type { Job, Step } from '../../model/pipeline/pipeline.ts';
import type { Range } from '../../text/range.ts';
import type { RepositoryFacts } from '../rule.ts';

/** An id as a login names it: the id itself, an expression or a variable of the shell. */
export interface IdText {
  readonly raw: string;
  readonly range: Range;
  /** The text where the file determines it: an input of a called workflow is what the call passes. */
  readonly exact?: string | undefined;
}

/** What an id is known to be. */
export interface ResolvedId {
  /** In lower case; undefined where only the name of a variable is known. */
  readonly id: string | undefined;
  /** `vars.AZURE_CLIENT_ID`, where it is read from a variable or secret. */
  readonly variable: string | undefined;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const STORED = /^\$\{\{\s*((?:vars|secrets)\.([\w-]+))\s*\}\}$/iu;
const ENVIRONMENT = /^\$\{\{\s*env\.([\w-]+)\s*\}\}$|^\$(?:env:)?\{?(\w+)\}?$|^%(\w+)%$/iu;

/** The id that a login names, by itself or by a variable whose value the repository's facts tell. */
export function resolveId(text: IdText, step: Step | undefined, job: Job, repository: RepositoryFacts): ResolvedId {
  let raw = GUID.test(text.exact ?? '') ? (text.exact ?? '') : text.raw.trim();
  // The environment of a step may name another variable, but once.
  const variable = ENVIRONMENT.exec(raw);
  const name = variable?.[1] ?? variable?.[2] ?? variable?.[3];
  if (name !== undefined) raw = step?.variable(name)?.value.raw.trim() ?? '';
  if (GUID.test(raw)) return { id: raw.toLowerCase(), variable: undefined };
  const stored = STORED.exec(raw);
  if (!stored) return { id: undefined, variable: undefined };
  const id = storedId(stored, job, repository);
  return { id: id?.toLowerCase(), variable: stored[1] };
}

/** A variable of the job's environment wins over that of the repository; an environment that is open decides nothing. */
function storedId(
  [, expression = '', name = '']: readonly string[],
  { environment }: Job,
  repository: RepositoryFacts,
): string | undefined {
  const valueIn = (variables: RepositoryFacts['variables']) =>
    ignoringCase(variables, name) ?? ignoringCase(variables, expression);
  const ofRepository = valueIn(repository.variables);
  if (!environment) return ofRepository;
  const values = environment.name.patterns.map((pattern) => {
    const facts = ignoringCase(repository.environments, exactText(pattern) ?? '');
    return valueIn(facts?.variables) ?? ofRepository;
  });
  const [first, ...others] = values;
  return others.every((other) => other === first) ? first : undefined;
}

/** The member of a map whose name differs in nothing but upper and lower case. */
export function ignoringCase<T>(map: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  const lower = name.toLowerCase();
  return Object.entries(map ?? {}).find(([key]) => key.toLowerCase() === lower)?.[1];
}
