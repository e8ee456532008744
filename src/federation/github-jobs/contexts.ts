import { exactText } from '../../model/patterns.ts';
import type { Job, Pipeline } from '../../model/pipeline/pipeline.ts';
import type { StringPattern } from '../../model/string-pattern.ts';
import { choice, type Language, sequence, text } from '../pattern-set/language.ts';
import { concatSets, exactly, type TextSet } from '../subject-set.ts';
import type { Run } from './runs.ts';
import { ANY_ENVIRONMENT } from './text-sets.ts';

/** What a subject says behind the repository, and the run it comes from. */
export interface Context {
  readonly text: TextSet;
  readonly run: Run;
  /** The name as subjects spell it; undefined without an environment. */
  readonly environment: TextSet | undefined;
}

/**
 * The contexts of a job: its environment for every event, else `pull_request`, else the ref (GitHub docs, "OpenID
 * Connect reference"). An environment that may come out empty is none.
 */
export function contextsOf(job: Job, caller: Pipeline, runs: readonly Run[]): readonly Context[] {
  const always = environmentsOf(job, caller);
  return runs.flatMap((run) =>
    (environmentsOfInput(job, caller, run) ?? always).map((environment): Context => {
      if (environment) return { text: concatSets(exactly('environment:'), environment), run, environment };
      const text = run.isPullRequest ? exactly('pull_request') : concatSets(exactly('ref:'), run.ref);
      return { text, run, environment: undefined };
    }),
  );
}

function environmentsOf(job: Job, caller: Pipeline): readonly (TextSet | undefined)[] {
  if (!job.environment) return [undefined];
  const { raw, patterns } = job.environment.name;
  const named = patterns.filter((pattern) => exactText(pattern) !== '');
  const mayBeEmpty = named.length < patterns.length && !isGivenInput(raw, caller);
  // A free input takes every name, also those that are listed as defaults.
  const sets = named.some(isFree) ? [ANY_ENVIRONMENT] : named.map(environmentSet);
  return mayBeEmpty ? [...sets, undefined] : sets;
}

/** The name where the text is an input and nothing else. */
function inputName(raw: string): string | undefined {
  return /^\$\{\{\s*(?:github\.event\.)?inputs\.([\w-]+)\s*\}\}$/u.exec(raw.trim())?.[1];
}

/** Whether the name is an input that every event of the workflow asks for. */
function isGivenInput(raw: string, { triggers, inputs }: Pipeline): boolean {
  const name = inputName(raw);
  return (
    name !== undefined &&
    triggers.every(({ event }) => inputs.some((input) => input.event === event && input.name === name))
  );
}

/**
 * Where the environment is an input of the workflow itself, and so depends on the event: what a person chooses, and
 * nothing with an event that has no inputs. Undefined elsewhere.
 */
function environmentsOfInput(job: Job, caller: Pipeline, { event }: Run): readonly (TextSet | undefined)[] | undefined {
  const name = job.pipeline === caller && job.environment ? inputName(job.environment.name.raw) : undefined;
  if (name === undefined) return undefined;
  const input = caller.inputs.find((one) => one.event === event && one.name.toLowerCase() === name.toLowerCase());
  if (!input) return [undefined];
  if (input.type !== 'choice' || input.options.length === 0) return [ANY_ENVIRONMENT];
  return input.options.map((option) => (option === '' ? undefined : exactly(encoded(option))));
}

/** A colon inside a name is encoded, so that it cannot end the context. */
function encoded(name: string): string {
  return name.replaceAll(':', '%3A');
}

function isFree(pattern: StringPattern): boolean {
  return pattern.parts.length > 0 && pattern.parts.every(({ kind }) => kind === 'unknown');
}

function environmentSet(pattern: StringPattern): TextSet {
  const languages: Language[] = [];
  let display = '';
  for (const part of pattern.parts) {
    if (part.kind === 'known') {
      languages.push(text(encoded(part.text)));
      display += encoded(part.text);
    } else {
      languages.push(choice(text(''), ANY_ENVIRONMENT.language));
      display += '*';
    }
  }
  return { language: sequence(...languages), display };
}
