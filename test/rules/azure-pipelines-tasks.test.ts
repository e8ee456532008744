import { describe, expect, it } from 'vitest';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { azurePipeline } from '../../src/model/pipeline/azure-pipelines/index.ts';
import type { Step } from '../../src/model/pipeline/pipeline.ts';
import { connectionsOf, TASKS, taskInput, taskMajor, taskOf } from '../../src/rules/catalogue/azure-pipelines-tasks.ts';

function stepOf(text: string): Step {
  const document = createDocument('file:///azure-pipelines.yml', 'azure-pipelines.yml', `steps:\n${text}`);
  const step = azurePipeline(document, new WorkspaceIndex())?.jobs[0]?.steps[0];
  if (!step) throw new Error('no step');
  return step;
}

describe('tasks of Azure Pipelines', () => {
  it('are listed once each, with versions that make sense', () => {
    const names = TASKS.map(({ task }) => task.toLowerCase());
    expect(names).toEqual([...new Set(names)]);
    for (const { task, connections, retired, newest, federatedFrom } of TASKS) {
      expect(connections.flat(), task).not.toHaveLength(0);
      if (newest !== undefined) expect(retired, task).not.toContain(newest);
      if (newest !== undefined && federatedFrom !== undefined) {
        expect(newest, task).toBeGreaterThanOrEqual(federatedFrom);
      }
    }
  });

  it.each([
    ['- task: AzureCLI@2', 'AzureCLI', 2],
    ['- task: azurecli@2.279.0', 'AzureCLI', 2],
    ['- task: ms.azure-tasks.AzureCLI@1', 'AzureCLI', 1],
    ['- task: AzureCLI', 'AzureCLI', undefined],
    ['- task: AzureCLI@${{ parameters.v }}', 'AzureCLI', undefined],
    ['- task: Contoso@1', undefined, 1],
    ['- template: AzureCLI@2', undefined, undefined],
    ['- bash: AzureCLI@2', undefined, undefined],
  ])('%s runs %s in version %s', (text, task, major) => {
    const step = stepOf(text);
    expect(taskOf(step)?.task).toBe(task);
    expect(taskMajor(step)).toBe(major);
  });

  it('find an input under its name, its aliases and in any case', () => {
    const step = stepOf('- task: AzureCLI@2\n  inputs: { AZURESUBSCRIPTION: prod, inlineScript: az }');
    expect(taskInput(step, 'connectedServiceNameARM')?.value.raw).toBe('prod');
    expect(taskInput(step, 'azureSubscription')?.value.raw).toBe('prod');
    expect(taskInput(step, 'InlineScript')?.value.raw).toBe('az');
    expect(taskInput(step, 'scriptType')).toBeUndefined();
    expect(connectionsOf(step).map(({ value }) => value.raw)).toEqual(['prod']);
  });
});
