import type { Entry, Step } from '../../model/pipeline/pipeline.ts';
import type { Range } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { Fix } from '../finding.ts';
import { allEdits, editsOf } from '../support/edits.ts';
import { retirementFollowUp, sessionFollowUps } from '../support/session-follow-ups.ts';
import type { WorkflowSecret } from '../support/workflow-secret.ts';
import { PUSH_ROLE, RETIRE } from './command-fixes.ts';
import { registryName } from './registry-name.ts';

/** A step that logs in with an action becomes one that runs `az acr login`; its name and condition stay. */
export function loginStep(step: Step, registry: Entry | undefined, secret: WorkflowSecret): readonly Fix[] {
  const { document, editor, kind } = step.job.pipeline;
  const { uses } = step;
  const name = registry && registryName(registry.value.raw);
  // In a composite action a step that runs something must say in which shell.
  if (!uses || name === undefined || kind === 'composite-action' || step.job.pipeline.platform !== 'github') return [];
  const key = keyBefore(document.source.text, uses.range);
  const edits = editsOf(
    document.uri,
    allEdits(
      key && [key],
      editor.replaceUses(uses, `az acr login --name ${name}`),
      editor.replaceEntries(step.with, []),
    ),
  );
  if (!edits) return [];
  return [
    {
      title: 'Sign in with az acr login instead of a password',
      safety: 'needs-review',
      edits,
      followUps: [
        ...sessionFollowUps(step),
        PUSH_ROLE,
        'Check that this job runs on a machine with Docker: `az acr login` needs it, and does not sign out when the job ends.',
        retirementFollowUp(secret.secretNames, RETIRE),
      ],
    },
  ];
}

/** The edit that makes the key `uses` in front of its value the key `run`. */
function keyBefore(text: string, value: Range): TextEdit | undefined {
  const before = /uses["']?[ \t]*:[ \t]*$/.exec(text.slice(Math.max(0, value.start - 40), value.start));
  if (!before) return undefined;
  const start = value.start - before[0].length;
  return { range: { start, end: start + 'uses'.length }, newText: 'run' };
}
