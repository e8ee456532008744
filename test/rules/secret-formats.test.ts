import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { SECRET_FORMATS } from '../../src/rules/catalogue/secret-formats.ts';
import { hardcodedCredential } from '../../src/rules/hardcoded-credential.ts';

/** Characters that look random and are the same in every run: no real secret, none that a scanner would take for one. */
function filler(length: number, alphabet: string): string {
  let state = 12345;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    // The low bits of such a generator repeat soon.
    return alphabet[(state >> 12) % alphabet.length];
  }).join('');
}

const LETTERS = 'qRxTbVnMkZsDwGhJpLcFyA';
const BASE64 = `${LETTERS}0527+/`;
const ALPHANUMERIC = `${LETTERS}052748`;
const HEX = '0a5f27b4c8';

const SAMPLES: Readonly<Record<string, string>> = {
  'an Entra application secret': `${filler(3, LETTERS)}8Q~${filler(34, ALPHANUMERIC)}`,
  'the key of a storage account': `AccountName=st;AccountKey=${filler(86, BASE64)}==;EndpointSuffix=x`,
  'an Azure service key': `${filler(76, BASE64)}+ASt${filler(5, ALPHANUMERIC)}A==`,
  'a shared access key': `SharedAccessKeyName=Root;SharedAccessKey=${filler(43, BASE64)}=`,
  'an Azure messaging, IoT or cache key': `${filler(33, BASE64)}+ASbC${filler(5, BASE64)}=`,
  'an access key of a container registry': `${filler(42, BASE64)}+ACRA${filler(5, ALPHANUMERIC)}`,
  'a key of Azure AI Search': `${filler(42, ALPHANUMERIC)}AzSeB${filler(5, ALPHANUMERIC)}`,
  'a key of Azure Functions': `${filler(44, ALPHANUMERIC)}AzFu${filler(5, ALPHANUMERIC)}Q==`,
  'an Azure DevOps personal access token': `${filler(52, ALPHANUMERIC)}JQQJ99${filler(1, LETTERS)}B${filler(16, ALPHANUMERIC)}AZDO${filler(4, ALPHANUMERIC)}`,
  'an Azure key': `${filler(52, ALPHANUMERIC)}JQQJ99${filler(1, LETTERS)}B${filler(16, ALPHANUMERIC)}x${filler(7, ALPHANUMERIC)}`,
  'a shared access signature': `https://st.blob.core.windows.net/c?sv=2024-11-04&sig=${filler(40, ALPHANUMERIC)}%2BxQ%3D`,
  'a connection string with a password': 'Server=tcp:sql.example.org;User ID=app;Password=Contoso-demo-1;',
  'a GitHub token': `ghp_${filler(36, ALPHANUMERIC)}`,
  'a Databricks personal access token': `dapi${filler(32, HEX)}`,
  'a private key': `-----BEGIN RSA PRIVATE KEY-----\n${filler(64, BASE64)}`,
};

function findingsIn(text: string, path = 'main.bicep') {
  const workspace = new WorkspaceIndex();
  const document = createDocument(`file:///${path}`, path, text);
  workspace.set(document);
  return lint(document, workspace, { now: new Date(0), rules: [hardcodedCredential] }).findings;
}

describe('known formats of secrets', () => {
  it('has a sample of each', () => {
    expect(Object.keys(SAMPLES)).toEqual(SECRET_FORMATS.map(({ label }) => label));
  });

  it.each(Object.entries(SAMPLES))('finds %s in a comment, once, without repeating it', (label, sample) => {
    const secret = sample.includes('\n') ? sample : (/[^=;&?]{20,}={0,2}$|Contoso-demo-1/.exec(sample)?.[0] ?? sample);
    const findings = findingsIn(`/* ${sample} */\nparam location string\n`);
    expect(findings.map(({ messageId }) => messageId)).toEqual(['format']);
    expect(findings[0]?.message).toContain(label);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });

  it.each(Object.entries(SAMPLES))('finds no placeholder for %s', (_, sample) => {
    const placeholder = sample.replace(/[A-Za-z0-9+/]{20,}|Contoso-demo-1/g, (text) => 'x'.repeat(text.length));
    expect(findingsIn(`/* ${placeholder} */\n`)).toEqual([]);
  });

  it('marks the secret and nothing around it', () => {
    const key = `${filler(86, BASE64)}==`;
    const text = `var c = 'AccountName=st;AccountKey=${key};EndpointSuffix=core.windows.net'\n`;
    const [finding] = findingsIn(text);
    expect(text.slice(finding?.range.start, finding?.range.end)).toBe(key);
  });

  it('leaves out the published keys of the emulators', () => {
    const azurite = `Eby8vdM02xNO${filler(74, BASE64)}==`;
    expect(findingsIn(`var c = 'AccountName=devstoreaccount1;AccountKey=${azurite};'\n`)).toEqual([]);
  });

  it('reports a place that is known to hold a secret once, not for its format as well', () => {
    const secret = SAMPLES['an Entra application secret'];
    const findings = findingsIn(`provider "azuread" {\n  client_secret = "${secret}"\n}\n`, 'main.tf');
    expect(findings.map(({ messageId }) => messageId)).toEqual(['signIn']);
  });

  it('stays fast on long runs of characters that begin like a secret', () => {
    const text = `// ${'A'.repeat(200_000)} Server=${'x;'.repeat(50_000)} sig= AccountKey= 8Q~ AzFu JQQJ9 PRIVATE KEY-----\n`;
    expect(findingsIn(text)).toEqual([]);
  }, 5_000);
});
