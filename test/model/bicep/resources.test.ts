import { describe, expect, it } from 'vitest';
import type { Resource } from '../../../src/model/resource.ts';
import { modelOf, patternsOf } from './workspace.ts';

const TEXT = `extension microsoftGraphV1

@description('an app')
resource app 'Microsoft.Graph/applications@v1.0' = {
  displayName: 'App'
  uniqueName: 'app'

  resource fic 'federatedIdentityCredentials@v1.0' = {
    name: '\${app.uniqueName}/main'
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:contoso/app:ref:refs/heads/main'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource stg 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: 'st'

  resource blobs 'blobServices' = {
    name: 'default'

    resource containers 'containers' = [for name in ['a', 'b']: if (deploy) {
      name: name
      properties: { ref: other.name }
    }]
    resource other 'other@2020-01-01' = {
      name: 'o'
    }
  }
}

resource key 'Microsoft.Storage/storageAccounts/keys@2023-01-01' = if (deploy) {
  parent: stg
  name: 'k'
}
resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-01-01' = {
  parent: stg::blobs
  name: 'c'
}
resource broken
`;

function named(symbol: string): Resource {
  const resource = modelOf(TEXT).resources.find((candidate) => candidate.symbol === symbol);
  if (!resource) throw new Error(`no resource ${symbol}`);
  return resource;
}

describe('resources', () => {
  it('are listed in order, nested ones behind those around them', () => {
    expect(
      modelOf(TEXT).resources.map(({ symbol, type, apiVersion, mode }) => [symbol, type, apiVersion, mode]),
    ).toEqual([
      ['app', 'Microsoft.Graph/applications', 'v1.0', 'resource'],
      ['fic', 'Microsoft.Graph/applications/federatedIdentityCredentials', 'v1.0', 'resource'],
      ['stg', 'Microsoft.Storage/storageAccounts', '2024-01-01', 'existing'],
      ['blobs', 'Microsoft.Storage/storageAccounts/blobServices', '2024-01-01', 'resource'],
      ['containers', 'Microsoft.Storage/storageAccounts/blobServices/containers', '2024-01-01', 'resource'],
      ['other', 'Microsoft.Storage/storageAccounts/blobServices/other', '2020-01-01', 'resource'],
      ['key', 'Microsoft.Storage/storageAccounts/keys', '2023-01-01', 'resource'],
      ['container', 'Microsoft.Storage/storageAccounts/blobServices/containers', '2023-01-01', 'resource'],
      ['broken', '', undefined, 'resource'],
    ]);
  });

  it('know their parents', () => {
    expect(named('fic').parent?.symbol).toBe('app');
    expect(named('containers').parent?.symbol).toBe('blobs');
    expect(named('key').parent?.symbol).toBe('stg');
    expect(named('container').parent?.symbol).toBe('blobs');
    expect(named('app').parent).toBeUndefined();
  });

  it('know whether they are conditional and repeated', () => {
    expect([named('containers').isConditional, named('containers').isLoop]).toEqual([true, true]);
    expect([named('key').isConditional, named('key').isLoop]).toEqual([true, false]);
    expect([named('app').isConditional, named('app').isLoop]).toEqual([false, false]);
  });

  it('compare types without regard to case', () => {
    expect(named('app').isType('microsoft.graph/APPLICATIONS')).toBe(true);
    expect(named('app').isType('Microsoft.Graph/application')).toBe(false);
  });

  it('have exact ranges', () => {
    const slice = ({ start, end }: { start: number; end: number }) => TEXT.slice(start, end);
    const app = named('app');
    expect(slice(app.range)).toMatch(/^resource app [\s\S]*\n}$/);
    expect(slice(app.symbolRange)).toBe('app');
    expect(slice(app.typeRange)).toBe("'Microsoft.Graph/applications@v1.0'");
    const [property] = app.find('displayName');
    expect(property && [slice(property.range), slice(property.nameRange)]).toEqual([
      "displayName: 'App'",
      'displayName',
    ]);
  });

  it('find properties, and nested resources are none', () => {
    expect(
      named('fic')
        .find('audiences[]')
        .map(({ value }) => patternsOf(value)),
    ).toEqual([['api://AzureADTokenExchange']]);
    expect(
      named('fic')
        .find('NAME')
        .map(({ value }) => patternsOf(value)),
    ).toEqual([['app/main']]);
    expect(named('app').body.properties.map(({ name }) => name)).toEqual(['displayName', 'uniqueName']);
    expect(
      named('containers')
        .find('name')
        .map(({ value }) => patternsOf(value)),
    ).toEqual([['a', 'b']]);
    expect(
      named('containers')
        .find('properties.ref')
        .map(({ value }) => patternsOf(value)),
    ).toEqual([['o']]);
  });

  it('give parameters as they are declared', () => {
    const text = "@secure()\nparam p string = 'x'\nparam q resource 'A/b@1'\nparam r ('a' | 'b')[]?\nparam";
    expect(
      modelOf(text).parameters.map(({ name, type, isSecure, default: value }) => [
        name,
        type,
        isSecure,
        value && patternsOf(value),
      ]),
    ).toEqual([
      ['p', 'string', true, ['x']],
      ['q', "resource 'A/b@1'", false, undefined],
      ['r', "('a' | 'b')[]?", false, undefined],
      ['', '', false, undefined],
    ]);
  });

  it('give outputs with their decorators', () => {
    const text = "@secure()\noutput a string = 'x'\noutput b int = 1";
    expect(modelOf(text).outputs.map(({ name, isSecure }) => [name, isSecure])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });
});
