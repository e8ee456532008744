import { describe, expect, it } from 'vitest';
import { armView } from '../../../src/model/terraform/index.ts';
import { edited, resourceOf, sources, texts } from './support.ts';

const AZAPI = `variable "secret" {}
resource "azapi_resource" "account" {
  type      = "Microsoft.Storage/storageAccounts@2024-01-01"
  name      = "st"
  parent_id = azurerm_resource_group.main.id
  identity {
    type = "SystemAssigned"
  }
  body = {
    kind = "StorageV2"
    properties = {
      allowSharedKeyAccess = true
      secret               = var.secret
    }
  }
}
`;

describe('armView', () => {
  it('leaves open what an update of a resource does not name', () => {
    const view = armView(resourceOf(AZAPI.replace('azapi_resource', 'azapi_update_resource')));
    expect(view?.find('properties.allowSharedKeyAccess')[0]?.value.constant).toBe(true);
    expect(view?.body.isComplete).toBe(false);
  });

  it('shows an azapi resource as the ARM resource that it deploys', () => {
    const resource = resourceOf(AZAPI);
    const view = armView(resource);
    expect(view).toMatchObject({
      type: 'Microsoft.Storage/storageAccounts',
      apiVersion: '2024-01-01',
      symbol: 'account',
      mode: 'resource',
    });
    expect(view?.isType('microsoft.storage/STORAGEACCOUNTS')).toBe(true);
    expect(view?.find('properties.AllowSharedKeyAccess')[0]?.value.constant).toBe(true);
    expect(view?.find('identity.type').map(({ value }) => texts(value))).toEqual([['SystemAssigned']]);
    expect(view?.find('name').map(({ value }) => texts(value))).toEqual([['st']]);
    expect(view?.find('parent_id')).toEqual([]);
    expect(sources(view?.find('properties.secret')[0]?.value)).toMatchObject([{ kind: 'parameter', name: 'secret' }]);
    expect(view?.body.isComplete).toBe(true);
    const type = view?.typeRange;
    expect(type && resource.document.source.slice(type)).toBe('"Microsoft.Storage/storageAccounts@2024-01-01"');
  });

  it('looks into jsonencode', () => {
    const text =
      'resource "azapi_update_resource" "x" {\n  type = "A.B/c@1"\n  body = jsonencode({ properties = { a = "b" } })\n}';
    expect(
      armView(resourceOf(text))
        ?.find('properties.a')
        .map(({ value }) => texts(value)),
    ).toEqual([['b']]);
  });

  it('is not sure of absence where the body is not known', () => {
    const text = 'resource "azapi_resource" "x" {\n  type = "A.B/c@1"\n  body = var.body\n}';
    expect(armView(resourceOf(text))?.body.isComplete).toBe(false);
  });

  it.each([
    ['"applications"', 'Microsoft.Graph/applications'],
    [
      '"/applications/${msgraph_resource.a.id}/federatedIdentityCredentials"',
      'Microsoft.Graph/applications/federatedIdentityCredentials',
    ],
    ['"servicePrincipals/${var.id}-x/appRoleAssignedTo/"', 'Microsoft.Graph/servicePrincipals/appRoleAssignedTo'],
  ])('shows a msgraph resource at %s by its collections', (url, type) => {
    const text = `resource "msgraph_resource" "x" {\n  url  = ${url}\n  body = { issuer = "i" }\n}`;
    const view = armView(resourceOf(text));
    expect(view).toMatchObject({ type, apiVersion: 'v1.0' });
    expect(view?.find('issuer')).toHaveLength(1);
  });

  it.each([
    'resource "azapi_resource" "x" {\n  type = var.type\n}',
    'resource "azapi_resource" "x" {\n  type = "A.B/c"\n}',
    'resource "azapi_resource" "x" {}',
    'resource "msgraph_resource" "x" {\n  url = "${var.a}/b"\n}',
    'resource "azurerm_storage_account" "x" {\n  type = "A.B/c@1"\n}',
    'provider "azapi" {\n  type = "A.B/c@1"\n}',
  ])('is undefined for %j', (text) => {
    expect(armView(resourceOf(text))).toBeUndefined();
  });

  it('edits the Terraform source', () => {
    const resource = resourceOf(AZAPI);
    const view = armView(resource);
    const text = edited(resource, view?.editor.set('properties.allowSharedKeyAccess', false));
    expect(text).toBe(AZAPI.replace('allowSharedKeyAccess = true', 'allowSharedKeyAccess = false'));
    const [property] = view?.find('properties.secret') ?? [];
    expect(edited(resource, property && view?.editor.remove(property))).not.toContain('var.secret');
    expect(edited(resource, view?.editor.set('identity.type', 'None'))).toContain('    type = "None"\n');
  });
});
