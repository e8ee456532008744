import { describe, expect, it } from 'vitest';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { modelOf } from '../../src/model/model.ts';

function targetScope(path: string, text: string) {
  const document = createDocument(`file:///w/${path}`, path, text);
  const workspace = new WorkspaceIndex();
  workspace.set(document);
  return modelOf(document, workspace).infrastructure?.targetScope;
}

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-08-01';

describe('the target scope', () => {
  it.each([
    ["targetScope = 'subscription'", 'subscription'],
    ["// deploys\ntargetScope = 'managementGroup'\nparam x string", 'managementGroup'],
    ["targetScope = 'tenant'", 'tenant'],
    ["targetScope = 'galaxy'", 'resourceGroup'],
    ['targetScope =', 'resourceGroup'],
    ['param x string', 'resourceGroup'],
  ])('of Bicep is what %j says', (text, expected) => {
    expect(targetScope('main.bicep', text)).toBe(expected);
  });

  it.each([
    ['deploymentTemplate', 'resourceGroup'],
    ['subscriptionDeploymentTemplate', 'subscription'],
    ['managementGroupDeploymentTemplate', 'managementGroup'],
    ['tenantDeploymentTemplate', 'tenant'],
  ])('of a template with the schema %s is %s', (schema, expected) => {
    const text = JSON.stringify({ $schema: `${SCHEMA}/${schema}.json#`, contentVersion: '1.0.0.0', resources: [] });
    expect(targetScope('main.json', text)).toBe(expected);
  });

  it('is not known of Terraform', () => {
    expect(targetScope('main.tf', 'resource "azurerm_resource_group" "x" {}')).toBeUndefined();
  });
});
