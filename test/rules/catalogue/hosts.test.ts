/** Every host of settings that can have an identity, executed: with what needs one, without, and with an identity. */
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../../src/lint/workspace-index.ts';
import { allRows, bicepRows, type CatalogueRow, terraformRows } from '../../../src/rules/catalogue/infrastructure/index.ts';
import { missingManagedIdentity } from '../../../src/rules/missing-managed-identity.ts';
import { type Language, resourceSource } from './source-of-row.ts';

const FILES = { bicep: 'main.bicep', arm: 'template.json', terraform: 'main.tf' } as const;

function messagesIn(language: Language, text: string): readonly string[] {
  const workspace = new WorkspaceIndex();
  const document = createDocument(`file:///${FILES[language]}`, FILES[language], text);
  workspace.set(document);
  const { findings, internalErrors } = lint(document, workspace, { now: new Date(0), rules: [missingManagedIdentity] });
  expect(internalErrors).toEqual([]);
  return findings.map(({ messageId }) => messageId);
}

/** Hosts whose type takes an identity, and whose settings hold values themselves. */
function hostsIn(language: Language): readonly CatalogueRow[] {
  const isTerraform = language === 'terraform';
  return allRows(isTerraform ? 'terraform' : 'bicep').filter((host) => {
    const rows = isTerraform ? terraformRows('resource', host.type) : bicepRows(host.type);
    const takesIdentity = rows.some(({ rule, path }) => rule === 'missing-managed-identity' && path === 'identity');
    return host.kind === 'app-setting-host' && takesIdentity && !host.path.startsWith('<');
  });
}

function withSetting(host: CatalogueRow, language: Language, setting: string, value: string): string {
  const { shape, name = 'name', value: key = 'value' } = host.shape ?? { shape: 'map' };
  const isMap = shape === 'map' || shape === 'map-of-objects';
  const entry = shape === 'map-of-objects' ? { [key]: value } : value;
  const written = isMap ? { [setting]: entry } : { [name]: setting, [key]: value };
  return resourceSource({ ...host, path: host.path.replace(/\{\}$/, '') }, language, written);
}

const IDENTITY = {
  bicep: (text: string) => text.replace("name: 'it'\n", "name: 'it'\n  identity: { type: 'SystemAssigned' }\n"),
  arm: (text: string) => text.replace('"name": "it",', '"name": "it", "identity": { "type": "SystemAssigned" },'),
  terraform: (text: string) => text.replace('"it" {\n', '"it" {\n  identity {\n    type = "SystemAssigned"\n  }\n'),
} as const;

const NEEDS = [
  ['PARTNER', '@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/a)'],
  ['Orders__fullyQualifiedNamespace', 'orders.servicebus.windows.net'],
  ['AZURE_STORAGE_KEY', 'Kx7.Qp2-vL9zTT31a'],
] as const;

describe.each(['bicep', 'arm', 'terraform'] as const)('hosts in %s', (language) => {
  const hosts = hostsIn(language);

  it(`need an identity for what they are told to do, and are quiet otherwise: ${hosts.length}`, () => {
    expect(hosts.length).toBeGreaterThan(5);
    const problems = hosts.flatMap((host) => {
      const silent = NEEDS.filter(([name, value]) => messagesIn(language, withSetting(host, language, name, value)).length !== 1);
      const loud = NEEDS.filter(
        ([name, value]) => messagesIn(language, IDENTITY[language](withSetting(host, language, name, value))).length > 0,
      );
      const plain = messagesIn(language, withSetting(host, language, 'REGION', 'westeurope'));
      return [
        ...silent.map(([name]) => `${host.id}: nothing for ${name}`),
        ...loud.map(([name]) => `${host.id}: with an identity, for ${name}`),
        ...plain.map((message) => `${host.id}: ${message} for nothing`),
      ];
    });
    expect(problems).toEqual([]);
  });
});
