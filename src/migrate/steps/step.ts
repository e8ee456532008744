import type { Claim, Step, StepKind } from '../plan.ts';

type Given = Pick<Step, 'id' | 'title' | 'by' | 'changes' | 'undo'> & Partial<Step>;

/** A step that is not done yet; what is left out is empty. */
export function step(kind: StepKind, given: Given): Step {
  const { id, title, state = 'open', by, changes, edits = [], call, commands = [], tasks = [] } = given;
  const { claims = [], undo, breaks = [] } = given;
  return {
    id: `${kind}-${slug(id)}`,
    kind,
    title,
    state,
    by,
    changes,
    edits,
    ...(call === undefined ? {} : { call }),
    commands,
    tasks,
    claims,
    undo,
    breaks,
  };
}

export function claim(kind: Claim['kind'], given: Partial<Claim> = {}): Claim {
  return { kind, findings: [], ...given };
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 80);
}

/** One word of a shell command. */
export function shellText(text: string): string {
  return /^[\w./:@-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
