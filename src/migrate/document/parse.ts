import { parse, YAMLError } from 'yaml';
import { readBySchema } from '../../tenant/snapshot/validate.ts';
import { PLAN_VERSION, type Plan, type Step } from '../plan.ts';
import { NOTES_HEADING } from './print.ts';
import { HEAD_SCHEMA } from './schema.ts';

/** A file that is no plan, or one that somebody broke. The message says where and never quotes a value. */
export class PlanError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PlanError';
  }
}

/**
 * Reads the text of a plan's file. Its check boxes win over its head: people tick them.
 * @throws PlanError
 */
export function parsePlan(text: string): Plan {
  const source = text.replace(/^\uFEFF/u, '').replaceAll('\r\n', '\n');
  refuseConflicts(source);
  const [, head, body = ''] = /^---\n([\s\S]*?\n)---(?:\n([\s\S]*))?$/u.exec(source) ?? [];
  if (head === undefined)
    throw new PlanError('It does not begin with the head of a plan: YAML between two lines `---`.');
  const data = parseHead(head);
  const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;
  if (typeof version === 'number' && version > PLAN_VERSION) {
    throw new PlanError(`It has version ${version}, but this Keyless reads version ${PLAN_VERSION}. Update Keyless.`);
  }
  const { value, violations } = readBySchema(data, HEAD_SCHEMA);
  if (violations.length > 0) {
    const problems = violations.slice(0, 5).map(({ message }) => message.replace('The snapshot', 'The head'));
    throw new PlanError(`Its head is damaged. ${problems.join(' ')}`);
  }
  const plan = value as Omit<Plan, 'notes'>;
  const ids = plan.steps.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new PlanError('Its head is damaged. Two steps have the same id.');
  // Nobody is to lose a secret that is in use because somebody shortened the wait in a file.
  if (plan.quietDays < 1 || plan.quietDays > 365) {
    throw new PlanError('Its head is damaged. `quietDays` has to be 1 to 365.');
  }
  // Changes go to this address with the token of whoever runs the plan: it may lead to a managed identity only.
  if (plan.steps.some(({ call }) => call?.resourceId !== undefined && !MANAGED_IDENTITY.test(call.resourceId))) {
    throw new PlanError('Its head is damaged. A step changes an Azure resource that is no managed identity.');
  }
  return { ...plan, steps: ticked(plan.steps, body), notes: notesOf(body) };
}

const MANAGED_IDENTITY =
  /^\/subscriptions\/[\w-]+\/resourceGroups\/[\w.()-]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[\w-]+$/iu;

function parseHead(head: string): unknown {
  try {
    return parse(head, { maxAliasCount: 0, logLevel: 'silent' });
  } catch (cause) {
    const line = cause instanceof YAMLError ? cause.linePos?.[0].line : undefined;
    throw new PlanError(`Its head is not valid YAML${line === undefined ? '' : ` (line ${line + 1})`}.`, { cause });
  }
}

/** A step in the list: the mark in its box, and its id. */
export const BOX = /^[ \t]*[-*] \[([ xX])\] .*<!-- ([\w-]+) -->[ \t]*$/gmu;
/** The heading of what people write, which the last part of a plan begins with. */
export const NOTES = new RegExp(`^${NOTES_HEADING}[ \\t]*\\r?$`, 'mu');

/** Two versions of a step would be read as one of them. What people write is theirs. */
function refuseConflicts(source: string): void {
  const [marker] = /^(?:<{7}|>{7})(?: |$)/mu.exec(source.slice(0, NOTES.exec(source)?.index ?? source.length)) ?? [];
  if (marker === undefined) return;
  const line = source.slice(0, source.search(/^(?:<{7}|>{7})(?: |$)/mu)).split('\n').length;
  throw new PlanError(`It has the marks of a merge conflict (line ${line}). Resolve it first.`);
}

/** A box that is ticked makes a step done, one that is cleared opens it again. Without its line a step stays as it is. */
function ticked(steps: readonly Step[], body: string): readonly Step[] {
  const above = body.slice(0, NOTES.exec(body)?.index ?? body.length);
  const boxes = new Map([...above.matchAll(BOX)].map(([, mark, id]) => [id ?? '', mark !== ' '] as const));
  return steps.map((step) => {
    const isTicked = boxes.get(step.id);
    if (isTicked === undefined || isTicked === (step.state === 'done')) return step;
    return { ...step, state: isTicked ? 'done' : 'open' };
  });
}

function notesOf(body: string): string {
  const heading = NOTES.exec(body);
  if (!heading) return '';
  return body.slice(heading.index + heading[0].length).replaceAll(/^\n+|\n+$/gu, '');
}
