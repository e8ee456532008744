import * as vscode from 'vscode';
import type { Plan, Step } from '../../../migrate/plan.ts';
import { pick } from '../../infrastructure/prompts.ts';
import { type OpenPlan, saveStates } from './plan-file.ts';

type Way = 'copy' | 'terminal' | 'instructions' | 'done';

/** What a person does: its commands and instructions are handed over, and they say when it is done. */
export async function handOver({ document, plan }: OpenPlan, step: Step): Promise<void> {
  const { t } = vscode.l10n;
  const { commands } = step;
  const items: (vscode.QuickPickItem & { readonly way: Way })[] = [
    ...(commands.length === 0
      ? []
      : [
          { way: 'copy' as const, label: t('$(copy) Copy the commands') },
          {
            way: 'terminal' as const,
            label: t('$(terminal) Type the commands into a terminal'),
            detail: t('Nothing is run before you press Enter.'),
          },
        ]),
    {
      way: 'instructions',
      label: t('$(mail) Copy as instructions'),
      detail: t('As Markdown, for whoever can do it.'),
    },
    { way: 'done', label: t('$(check) Mark as done') },
  ];
  const { way } = await pick(items, { title: step.title, placeHolder: step.changes });
  switch (way) {
    case 'copy':
      await vscode.env.clipboard.writeText(commands.join('\n'));
      vscode.window.setStatusBarMessage(t('The commands are in the clipboard.'), 3_000);
      return;
    case 'terminal': {
      const terminal = vscode.window.activeTerminal ?? vscode.window.createTerminal();
      terminal.show();
      // One line: what ends one would run it.
      terminal.sendText(commands.map((command) => command.replaceAll(/\s*[\r\n]+\s*/gu, ' ')).join(' && '), false);
      return;
    }
    case 'instructions':
      await vscode.env.clipboard.writeText(instructions(step, plan));
      vscode.window.setStatusBarMessage(t('The instructions are in the clipboard.'), 3_000);
      return;
    case 'done':
      await markDone(document, plan, step);
  }
}

async function markDone(document: vscode.TextDocument, plan: Plan, step: Step): Promise<void> {
  const outcome = { at: new Date().toISOString(), text: 'Marked as done.' };
  const steps = plan.steps.map((each) => (each.id === step.id ? { ...each, state: 'done' as const, outcome } : each));
  await saveStates(document, { ...plan, steps });
}

/** A step for somebody who does not have the plan. */
function instructions({ title, changes, tasks, commands, undo, breaks }: Step, { identity }: Plan): string {
  const { displayName, clientId, tenantId } = identity;
  return [
    `# ${title}`,
    `For ${displayName} (client id ${clientId}), tenant ${tenantId}.`,
    changes,
    ...tasks.map((task) => `- ${task.replaceAll('\n', '\n  ')}`),
    ...(commands.length === 0 ? [] : [`\`\`\`sh\n${commands.join('\n')}\n\`\`\``]),
    `Undo: ${undo}`,
    ...breaks.map((sentence) => `Can break: ${sentence}`),
  ]
    .join('\n\n')
    .concat('\n');
}
