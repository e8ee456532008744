import type { BacklogItem } from './backlog.ts';
import { easeText, evidenceText, riskText } from './backlog-text.ts';
import { markdown } from './document/markdown.ts';
import { NOTES_HEADING, printPlan } from './document/print.ts';
import type { Plan } from './plan.ts';

/** One task for a tracker, to be done by people who may never have heard of Keyless. */
export interface BacklogIssue {
  /** Without an ending. */
  readonly fileName: string;
  /** One line of plain text. */
  readonly title: string;
  /** GitHub-flavoured Markdown, with a box for each step. */
  readonly body: string;
}

/**
 * The plan of an item as the text of an issue: why, what is known, and every step with what to do, how to tell that it is
 * done and how to undo it. Without the data that Keyless itself reads.
 */
export function backlogIssue(item: BacklogItem, plan: Plan): BacklogIssue {
  const text = printPlan({ ...plan, notes: '' });
  const body = text.slice(text.indexOf('\n---\n') + '\n---\n'.length, text.lastIndexOf(`\n${NOTES_HEADING}\n`));
  const steps = body
    .replace(/^\s*# .*\n/u, '')
    .replaceAll(/ <!-- [a-z0-9-]+ -->$/gmu, '')
    .replaceAll(/^ {2}- Who: Keyless can do it$/gmu, '  - Who: whoever may change it; Keyless can do it for them')
    .trim();
  const { displayName } = plan.identity;
  return {
    fileName: plan.name,
    title: `Take the client secrets of ${displayName.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()} out of use`,
    body: `${[
      `**Why:** ${markdown(riskText(item))} Risk: ${item.risk}.`,
      `**What it takes:** ${easeText(item)} Known: ${markdown(evidenceText(item))}.`,
      steps,
    ].join('\n\n')}\n`,
  };
}

/** The issue as a file of its own: the title is its heading. */
export function issueFile({ title, body }: BacklogIssue): string {
  return `# ${markdown(title)}\n\n${body}`;
}
