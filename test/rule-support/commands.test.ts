import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/model/document.ts';
import { Script } from '../../src/model/script.ts';
import { PlainString } from '../../src/model/settings/plain-string.ts';
import { removePart } from '../../src/rules/support/command-edits.ts';
import { resolvedText, scriptValue } from '../../src/rules/support/command-values.ts';
import { type CommandRow, CommandTable } from '../../src/rules/support/commands.ts';
import type { ScriptDialect } from '../../src/syntax/script/index.ts';
import { SourceText } from '../../src/text/source-text.ts';
import { applyEdits } from '../../src/text/text-edit.ts';

function scriptOf(text: string, dialect: ScriptDialect = 'posix'): Script {
  const document: SourceDocument = { uri: 'file:///a', path: 'a', kind: 'other', source: new SourceText(text) };
  return new Script(document, dialect, new PlainString(text, { start: 0, end: text.length }));
}

function matchesOf(rows: readonly CommandRow[], text: string, dialect: ScriptDialect = 'posix') {
  return new CommandTable(rows).matches(scriptOf(text, dialect));
}

describe('CommandTable', () => {
  const KEY = { names: ['--account-key'] };
  const PASSWORD = { names: ['--password', '-p'] };

  it.each([
    ['az acr credential show', 'az acr credential show|renew', true],
    ['az acr credential renew -n x', 'az acr credential show|renew', true],
    ['az acr credential', 'az acr credential show|renew', false],
    ['/usr/bin/az acr login', 'az acr login', true],
    ['az.cmd acr login', 'az acr login', true],
    ['sudo az acr login', 'az acr login', true],
    ['az --debug acr login', 'az acr login', true],
    ['AZ ACR Login', 'az acr login', true],
    ['x=$(az acr login)', 'az acr login', true],
    ['echo az acr login', 'az acr login', false],
    ['# az acr login', 'az acr login', false],
    ['my-az acr login', 'az acr login', false],
    ['podman login x', 'docker|podman login', true],
    ['az storage blob upload', 'az storage *', true],
    ['az storage', 'az storage *', false],
  ])('%s is %s: %s', (text, command, expected) => {
    expect(matchesOf([{ command }], text)).toHaveLength(expected ? 1 : 0);
  });

  it('gives the options that are there, each occurrence, in their order', () => {
    const row = { command: 'az storage *', withAny: [{ names: ['--sas-token'] }, KEY] };
    const [match] = matchesOf([row], 'az storage blob list --account-key "$A" --sas-token=b --account-key c');
    expect(match?.options.map(({ value }) => value)).toEqual(['$A', 'b', 'c']);
    expect(matchesOf([row], 'az storage blob list')).toEqual([]);
  });

  it('wants all of one list and none of the other, and values as the row says', () => {
    const rows = [
      { command: 'az x y', withAll: [KEY, PASSWORD], without: [{ names: ['--auth-mode'], value: /^login$/ }] },
    ];
    expect(matchesOf(rows, 'az x y --account-key a -pb')).toHaveLength(1);
    expect(matchesOf(rows, 'az x y --account-key a -pb --auth-mode key')).toHaveLength(1);
    expect(matchesOf(rows, 'az x y --account-key a -pb --auth-mode login')).toEqual([]);
    expect(matchesOf(rows, 'az x y --account-key a')).toEqual([]);
  });

  it('reads parameters of cmdlets and of .NET tools without regard to case', () => {
    const rows = [
      { command: 'New-AzStorageContext', withAny: [{ names: ['-StorageAccountKey'] }] },
      { command: 'sqlpackage', withAny: [{ names: ['/TargetPassword', '/tp'] }] },
    ];
    const text = '$c = new-azstoragecontext -storageaccountkey $k\n& "C:\\x\\SqlPackage.exe" /tp:$p';
    expect(matchesOf(rows, text, 'powershell').map(({ options }) => options[0]?.value)).toEqual(['$k', '$p']);
  });

  it('knows where in the file a command stands', () => {
    const text = 'cd x\naz acr login \\\n  -n y | cat';
    const [match] = matchesOf([{ command: 'az acr login' }], text);
    expect(text.slice(match?.range.start, match?.range.end)).toBe('az acr login \\\n  -n y');
  });

  it('stays quiet on half-typed and hostile scripts', () => {
    const rows = [{ command: 'az storage *', withAny: [KEY] }];
    for (const text of ['az', 'az storage blob --account-key', 'az storage blob --account-key "', 'az $(', '\0az `']) {
      expect(() => matchesOf(rows, text)).not.toThrow();
    }
    expect(matchesOf(rows, 'az storage blob --account-key')[0]?.options[0]?.value).toBeUndefined();
  });
});

describe('scriptValue', () => {
  function valueIn(text: string, dialect: ScriptDialect = 'posix') {
    const script = scriptOf(text, dialect);
    const [match] = new CommandTable([{ command: 'use', withAny: [{ names: ['-p'] }] }]).matches(script);
    const option = match?.options[0];
    if (!match || !option) throw new Error('no command "use -p" in the script');
    return scriptValue(option.value ?? '', option.valueRange, script, match.command);
  }

  it.each([
    ['use -p hunter2', 'literal'],
    ['use -p "$PW"', 'passed'],
    ['use -p "pre-$PW"', 'passed'],
    ['PW=hunter2\nuse -p $PW', 'literal'],
    ['export PW=hunter2\nuse -p ${PW}', 'literal'],
    ['PW=$(az acr credential show)\nuse -p $PW', 'computed'],
    ['use -p $(cat x)', 'computed'],
    ['use -p $PW; PW=hunter2', 'passed'],
    ['A=$B; B=$A; use -p $A', 'passed'],
    ['use -p "<password>"', 'absent'],
  ])('%s: %s', (text, state) => {
    expect(valueIn(text).state).toBe(state);
  });

  it('reads the variables of PowerShell and cmd', () => {
    expect(valueIn('$pw = Get-AzStorageAccountKey\nuse -p $pw', 'powershell').state).toBe('computed');
    expect(valueIn("$env:PW = 'hunter2'\nuse -p $env:pw", 'powershell').state).toBe('literal');
    expect(valueIn('set PW=hunter2\nuse -p %PW%', 'cmd').state).toBe('literal');
  });

  it('never names a value', () => {
    expect(valueIn('PW=hunter2\nuse -p $PW').label).toBe('the variable PW');
  });
});

describe('resolvedText', () => {
  it('puts in what the script says and leaves the rest', () => {
    const script = scriptOf('ACR=contoso\nHOST="$ACR.azurecr.io"\nuse $HOST/$IMAGE');
    const command = script.commands.at(-1);
    if (!command) throw new Error('no command');
    expect(resolvedText('$HOST/$IMAGE', script, command)).toBe('contoso.azurecr.io/$IMAGE');
  });

  it('ends on a cycle', () => {
    const script = scriptOf('A=$B\nB=$A\nuse $A');
    const command = script.commands.at(-1);
    if (!command) throw new Error('no command');
    expect(resolvedText('$A', script, command)).toMatch(/^\$[AB]$/);
  });
});

describe('removePart', () => {
  it.each([
    ['az x --account-key "$K" -n y', 'az x -n y'],
    ['az x -n y --account-key $K', 'az x -n y'],
    ['az x \\\n  --account-key=$K \\\n  -n y', 'az x \\\n  -n y'],
    ['az x -n y \\\r\n  --account-key $K\r\necho', 'az x -n y\r\necho'],
  ])('%j', (text, expected) => {
    const script = scriptOf(text);
    const [match] = new CommandTable([{ command: 'az x', withAny: [{ names: ['--account-key'] }] }]).matches(script);
    const edits = match?.options.map(({ range }) => removePart(script, range)) ?? [];
    expect(applyEdits(text, edits)).toBe(expected);
  });
});
