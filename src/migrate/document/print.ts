import { stringify } from 'yaml';
import { readBySchema } from '../../tenant/snapshot/validate.ts';
import type { Caller, Claim, KeyUse, Outcome, Plan, Step, StepKind, Way } from '../plan.ts';
import { markdown } from './markdown.ts';
import { HEAD_SCHEMA } from './schema.ts';

/** Ahead of what people write; everything below is kept. */
export const NOTES_HEADING = '## Notes';

/** The plan as the text of its file. `parsePlan` gives the same plan back. */
export function printPlan(plan: Plan): string {
  const { notes } = plan;
  return `---\n${printHead(plan)}---\n\n${body(plan)}\n\n${NOTES_HEADING}\n${notes === '' ? '' : `\n${notes}\n`}`;
}

/** The machine-readable head, without the lines `---` around it. */
export function printHead({ notes: _, ...head }: Plan): string {
  return stringify(withoutEmpty(inOrder(head)), { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Properties in the order of the schema, whoever made the plan: a file that is written anew does not change. */
function inOrder(head: Omit<Plan, 'notes'>): unknown {
  return readBySchema(head, HEAD_SCHEMA).value;
}

/** Empty lists are left out: they come back when it is read. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, item]) => !(Array.isArray(item) && item.length === 0));
  return Object.fromEntries(kept.map(([name, item]) => [name, withoutEmpty(item)]));
}

function body(plan: Plan): string {
  const { identity, decision, evidence, steps, drift, made, inventory } = plan;
  return [
    `# Take the secrets of ${markdown(identity.displayName)} out of the world`,
    `Client id \`${identity.clientId}\`. Made on ${made.slice(0, 10)} from the inventory of ${inventory.slice(0, 10)}. ${doneLine(steps)}`,
    ...section('What has changed since the last plan', drift.map(markdown)),
    `## Way out: ${WAY_TITLES[decision.way]}`,
    list(decision.reasons.map(markdown)),
    ...section('Secrets', evidence.keys.map(keyLine)),
    ...section('Last sign-ins', evidence.signIns.map(markdown)),
    ...section('Who signs in', evidence.callers.map(callerLine)),
    ...section(
      'Places in the code',
      evidence.places
        .filter(({ role }) => role !== 'names')
        .map(({ path, line, finding }) => `\`${path}:${line}\`${finding === undefined ? '' : `, ${finding}`}`),
    ),
    ...section('Hosts', evidence.hosts.map(code)),
    ...section('What it may do', evidence.access.map(markdown)),
    ...section('What is not known', evidence.gaps.map(markdown)),
    ...(steps.length === 0 ? [] : ['## Steps', ...stepsText(steps)]),
  ].join('\n\n');
}

export function doneLine(steps: readonly Step[]): string {
  return `${steps.filter(({ state }) => state === 'done').length} of ${steps.length} steps done.`;
}

const WAY_TITLES: Readonly<Record<Way, string>> = {
  nothing: 'nothing to do',
  delete: 'delete the secret',
  federation: 'federation',
  'managed-identity': 'a managed identity',
  'managed-identity-as-credential': 'a managed identity as the credential of the application',
  certificate: 'a certificate',
  'ask-owner': 'ask who uses it',
};

const STEP_TITLES: Readonly<Record<StepKind, string>> = {
  identity: 'Identity',
  trust: 'Trust',
  roles: 'Roles',
  switch: 'Switch callers',
  verify: 'Verify',
  remove: 'Remove the secret',
  close: 'Close local authentication',
  forbid: 'Forbid by policy',
};

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, list(lines)];
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function keyLine({ kind, keyId, displayName, end, lastUsed, use }: KeyUse): string {
  const name = displayName === undefined ? '' : ` "${markdown(displayName)}"`;
  const until = end === undefined ? 'without an end' : `until ${end.slice(0, 10)}`;
  const used = lastUsed === undefined ? '' : `, last used on ${lastUsed.slice(0, 10)}`;
  return `${kind === 'certificate' ? 'Certificate' : 'Client secret'}${name} ${keyId === undefined ? '(no id)' : code(keyId)}, ${until}${used}: **${use}**`;
}

function callerLine({ kind, name, path, line, method, isNamed }: Caller): string {
  const how = method === 'secret' ? 'with a secret' : 'with a token';
  return `${kind} ${code(name)} in \`${path}:${line}\`, ${how}${isNamed ? '' : ' (as somebody said)'}`;
}

function stepsText(steps: readonly Step[]): readonly string[] {
  const parts: string[] = [];
  let kind: StepKind | undefined;
  for (const each of steps) {
    if (each.kind !== kind) parts.push(`### ${STEP_TITLES[each.kind]}`);
    kind = each.kind;
    parts.push(stepText(each));
  }
  return parts;
}

/** A list item with a check box. The comment tells which step it is, whatever becomes of the title. */
function stepText(step: Step): string {
  const { id, title, state, by, changes, commands, tasks, claims, undo, breaks, outcome } = step;
  const mark = state === 'done' ? 'x' : ' ';
  return [
    `- [${mark}] **${markdown(title)}**${standingText(state)} <!-- ${id} -->`,
    ...indented([
      `Who: ${WHO[by]}`,
      `Changes: ${markdown(changes)}`,
      ...tasks.map((task) => `To do: ${task.replaceAll('<!--', '<\\!--')}`),
      ...(commands.length === 0 ? [] : [`Command:\n\n${fenced(commands)}`]),
      `Verified by: ${claims.map(claimText).join('; ')}.`,
      `Undo: ${markdown(undo)}`,
      ...breaks.map((sentence) => `Can break: ${markdown(sentence)}`),
      ...(outcome === undefined ? [] : [outcomeLine(outcome)]),
    ]),
  ].join('\n');
}

/** Ahead of the comment that names a step. */
export function standingText(state: Step['state']): string {
  return state === 'refused' || state === 'unclear' ? ` _(${state})_` : '';
}

export function outcomeLine({ at, text, requestId }: Outcome): string {
  return `Last: ${at}, ${markdown(text)}${requestId ? ` (request ${requestId})` : ''}`;
}

const WHO: Readonly<Record<Step['by'], string>> = {
  keyless: 'Keyless can do it',
  person: 'you',
  other: 'somebody with the rights for it',
};

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  - ${line.replaceAll(/\n(?=[^\n])/gu, '\n    ')}`);
}

function fenced(commands: readonly string[]): string {
  return `\`\`\`sh\n${commands.join('\n')}\n\`\`\``;
}

/** A claim in words: what is true when it holds. */
export function claimText(claim: Claim): string {
  const { kind, keyId, issuer, subject, path, name, role, scope } = claim;
  switch (kind) {
    case 'trust':
      return `a federated credential accepts ${code(subject ?? '')} of ${code(issuer ?? '')}`;
    case 'no-key':
      return `the directory has no secret ${code(keyId ?? '')}`;
    case 'key-quiet':
      return `nobody has signed in with ${code(keyId ?? '')} lately`;
    case 'code-clean':
      return `nothing in ${code(path ?? '')} holds or uses a secret of this identity`;
    case 'signs-in-with-token':
      return `the job ${code(name ?? '')} in ${code(path ?? '')} signs in with a token`;
    case 'managed-identity-on':
      return `${code(name ?? '')} in ${code(path ?? '')} has a managed identity`;
    case 'role':
      return `it has the role ${markdown(name ?? role ?? '')} on ${code(scope ?? '')}`;
    case 'secrets-forbidden':
      return 'a policy refuses new client secrets';
    case 'confirmed':
      return 'whoever did it ticks the box';
  }
}

function code(value: string): string {
  return `\`${value.replaceAll('`', "'")}\``;
}
