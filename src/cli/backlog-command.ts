import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BacklogItem, backlog } from '../migrate/backlog.ts';
import { backlogIssue, issueFile } from '../migrate/backlog-issue.ts';
import { backlogCsv, backlogMarkdown, backlogPlainText, easeText, riskText } from '../migrate/backlog-text.ts';
import { makePlan } from '../migrate/make-plan.ts';
import type { PlanSources } from '../migrate/sources.ts';
import { type CliIo, type ExitCode, UsageError } from './io.ts';
import { jsonText } from './json-text.ts';
import type { BacklogArguments } from './migration-arguments.ts';
import { planSources, workspaceFolder } from './plan-command.ts';
import { readInventory } from './read-inventory.ts';
import { writeFileAtomically } from './write-file.ts';

/** `keyless backlog`. @throws UsageError */
export function backlogCommand(args: BacklogArguments, io: CliIo): ExitCode {
  const root = workspaceFolder(args.workspace, io.cwd);
  const sources = planSources(root, readInventory(resolve(io.cwd, args.inventory)), io);
  const items = backlog(sources, args.quietDays);
  const output = args.output === undefined ? undefined : resolve(io.cwd, args.output);
  if (args.format === 'issues') {
    writeIssues(items, sources, output ?? io.cwd, args.quietDays);
    io.out.write(`${output}\n`);
    return 0;
  }
  const text = textOf(args.format, items);
  if (output === undefined) io.out.write(text);
  else writeFileAtomically(output, text);
  return 0;
}

function textOf(format: Exclude<BacklogArguments['format'], 'issues'>, items: readonly BacklogItem[]): string {
  switch (format) {
    case 'text':
      return backlogPlainText(items);
    case 'markdown':
      return backlogMarkdown(items);
    case 'csv':
      return backlogCsv(items);
    case 'json':
      return jsonText({
        items: items.map((item) => ({
          ...item,
          privilege: item.privilege ?? null,
          lastUsed: item.lastUsed ?? null,
          why: riskText(item),
          ease: easeText(item),
        })),
      });
  }
}

/** @throws UsageError where something that is no folder has that name */
function writeIssues(
  items: readonly BacklogItem[],
  sources: PlanSources,
  folder: string,
  quietDays: number | undefined,
): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) throw new UsageError(`${folder} is no folder.`);
  mkdirSync(folder, { recursive: true });
  for (const item of items) {
    const identity = sources.inventory.identity(item.clientId);
    if (!identity) continue;
    const plan = makePlan(identity, sources, quietDays === undefined ? {} : { quietDays });
    const issue = backlogIssue(item, plan);
    writeFileAtomically(join(folder, `${issue.fileName}.md`), issueFile(issue));
  }
}
