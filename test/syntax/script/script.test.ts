import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOption, parseScript, type ScriptCommand, type ScriptDialect } from '../../../src/syntax/script/index.ts';

const words = (commands: readonly ScriptCommand[]) => commands.map((command) => command.words.map((word) => word.text));

describe('posix scripts', () => {
  const cases: readonly [string, string, string[][]][] = [
    [
      'separates commands',
      'az login; az account show && echo ok\ndone',
      [
        ['az', 'login'],
        ['az', 'account', 'show'],
        ['echo', 'ok'],
      ],
    ],
    ['removes quotes and joins their parts', `az login -p "a b"'c'd`, [['az', 'login', '-p', 'a bcd']]],
    [
      'joins continued lines',
      'az login \\\n  --password "$P" \\\r\n  --tenant t',
      [['az', 'login', '--password', '$P', '--tenant', 't']],
    ],
    ['leaves comments out', 'az login # --password x\n# az logout', [['az', 'login']]],
    [
      'keeps pipeline expressions whole',
      `az login -p \${{ secrets['A B'] || "c" }} -u x`,
      [['az', 'login', '-p', `\${{ secrets['A B'] || "c" }}`, '-u', 'x']],
    ],
    [
      'keeps pipeline expressions whole in single quotes',
      `az login -p '\${{ secrets['A'] }}'`,
      [['az', 'login', '-p', `\${{ secrets['A'] }}`]],
    ],
    [
      'finds commands in substitutions',
      'KEY=$(az storage account keys list -n x)',
      [[], ['az', 'storage', 'account', 'keys', 'list', '-n', 'x']],
    ],
    [
      'finds commands in quoted substitutions',
      'echo "k=$(az acr credential show)" >> $GITHUB_ENV',
      [
        ['echo', 'k=$(az acr credential show)'],
        ['az', 'acr', 'credential', 'show'],
      ],
    ],
    ['finds commands in backticks', 'X=`az login`', [[], ['az', 'login']]],
    [
      'skips keywords',
      'if ! az account show; then az login; fi',
      [
        ['az', 'account', 'show'],
        ['az', 'login'],
      ],
    ],
    ['skips wrappers', 'sudo -E az login', [['az', 'login']]],
    [
      'reads groups and functions',
      'f() { az login; }\n( az logout )',
      [
        ['az', 'login'],
        ['az', 'logout'],
      ],
    ],
    [
      'reads case arms',
      'case $x in\n  prod) az login ;;\n  *) az logout ;;\nesac',
      [
        ['case', '$x', 'in'],
        ['az', 'login'],
        ['az', 'logout'],
      ],
    ],
    ['leaves redirections out', 'az login 2>&1 >out.txt < in', [['az', 'login']]],
    ['leaves here-documents out', 'cat <<EOF > f\naz login -p x\nEOF\naz logout', [['cat'], ['az', 'logout']]],
    ['finds substitutions in here-documents', 'cat <<EOF\n$(az login)\nEOF', [['cat'], ['az', 'login']]],
    ['takes quoted here-documents as text', "cat <<'EOF'\n$(az login)\nEOF", [['cat']]],
    ['survives what is not closed', 'az login -p "abc', [['az', 'login', '-p', 'abc']]],
  ];
  it.each(cases)('%s', (_, script, expected) => expect(words(parseScript(script, 'posix'))).toEqual(expected));

  it('gives assignments with the range of their value', () => {
    const script = 'ARM_CLIENT_SECRET="$S" terraform plan';
    const [command] = parseScript(script, 'posix');
    const [assignment] = command?.assignments ?? [];
    expect(assignment?.name).toBe('ARM_CLIENT_SECRET');
    expect(script.slice(assignment?.value.range.start, assignment?.value.range.end)).toBe('"$S"');
    expect(command?.words.map((word) => word.text)).toEqual(['terraform', 'plan']);
  });

  it('says what a command reads through a pipe', () => {
    const commands = parseScript('echo "$P" | docker login r.azurecr.io -u u --password-stdin', 'posix');
    expect(commands[1]?.pipedFrom).toBe(commands[0]);
  });
});

describe('PowerShell scripts', () => {
  const cases: readonly [string, string, string[][]][] = [
    [
      'joins continued lines',
      'Connect-AzAccount `\n  -ServicePrincipal `\r\n  -Tenant t',
      [['Connect-AzAccount', '-ServicePrincipal', '-Tenant', 't']],
    ],
    ['leaves comments out', '<# az login #>\naz logout # x', [['az', 'logout']]],
    ['doubles quotes in literal strings', "Write-Host 'it''s'", [['Write-Host', "it's"]]],
    [
      'finds commands in parentheses',
      '$c = New-Object PSCredential($id, (ConvertTo-SecureString $p -AsPlainText))',
      [
        ['New-Object', 'PSCredential($id, (ConvertTo-SecureString $p -AsPlainText))'],
        ['$id', '(ConvertTo-SecureString $p -AsPlainText)'],
        ['ConvertTo-SecureString', '$p', '-AsPlainText'],
      ],
    ],
    [
      'finds commands in blocks',
      'if ($x) { az login } else { az logout }',
      [['if', '($x)', '{ az login }', 'else', '{ az logout }'], ['$x'], ['az', 'login'], ['az', 'logout']],
    ],
    ['reads here-strings as one word', 'az x --body @"\naz login\n"@ -y', [['az', 'x', '--body', 'az login', '-y']]],
    ['keeps pipeline expressions whole', "az login -p '${{ secrets.A }}'", [['az', 'login', '-p', '${{ secrets.A }}']]],
    ['survives what is not closed', 'az login -p "abc $(x', [['az', 'login', '-p', 'abc $(x'], ['x']]],
  ];
  it.each(cases)('%s', (_, script, expected) => {
    expect(words(parseScript(script, 'powershell'))).toEqual(expected);
  });

  it('gives assignments of variables and of the environment', () => {
    const commands = parseScript('$env:ARM_CLIENT_SECRET = "$S"\n$x = az login', 'powershell');
    expect(commands.map((c) => c.assignments.map((a) => [a.name, a.value.text]))).toEqual([
      [['ARM_CLIENT_SECRET', '$S']],
      [['x', '']],
    ]);
    expect(words(commands)[1]).toEqual(['az', 'login']);
  });
});

describe('cmd scripts', () => {
  const cases: readonly [string, string, string[][]][] = [
    ['joins continued lines', 'az login ^\r\n  -p %P%', [['az', 'login', '-p', '%P%']]],
    ['leaves comments out', 'rem az login\r\n:: x\r\naz logout', [['az', 'logout']]],
    ['drops the echo mark', '@az login', [['az', 'login']]],
    [
      'separates commands',
      'az login && (az x) | find "a b"',
      [
        ['az', 'login'],
        ['az', 'x'],
        ['find', 'a b'],
      ],
    ],
  ];
  it.each(cases)('%s', (_, script, expected) => expect(words(parseScript(script, 'cmd'))).toEqual(expected));
});

describe('options', () => {
  const option = (script: string, names: string[], how = {}) => {
    const [command] = parseScript(script, 'posix');
    return command && findOption(command, names, how);
  };

  it.each([
    ['az login --password X -u u', 'X'],
    ['az login --password=X', 'X'],
    ['az login -p X', 'X'],
    ['az login -pX', 'X'],
    ['az login -p "-X"', '-X'],
    ['az login -p', undefined],
    ['az login -p -u u', undefined],
  ])('%s', (script, value) => {
    expect(option(script, ['--password', '-p'], { allowAttached: true })?.value).toBe(value);
  });

  it('does not take a longer flag for a shorter one', () => {
    expect(option('az login --password-file X', ['--password'])).toBeUndefined();
    expect(option('docker login --password-stdin', ['--password', '-p'], { allowAttached: true })).toBeUndefined();
  });

  it('covers flag and value', () => {
    const script = 'az login -p "a b" -u u';
    const found = option(script, ['-p']);
    expect(script.slice(found?.range.start, found?.range.end)).toBe('-p "a b"');
  });
});

describe('hostile scripts', () => {
  it('end when very many commands stand in one place', () => {
    expect(parseScript(`$(${'az;'.repeat(200_000)})`, 'posix')).toHaveLength(200_001);
    expect(parseScript(`{ ${'az;'.repeat(200_000)} }`, 'powershell')).toHaveLength(200_001);
  });

  const dialects: readonly ScriptDialect[] = ['posix', 'powershell', 'cmd'];

  it.each(dialects)('end with every range inside the text: %s', (dialect) => {
    const piece = fc.constantFrom(
      '$(',
      ')',
      '"',
      "'",
      '`',
      '\\',
      '\n',
      '\r\n',
      '<<EOF',
      '${{',
      '}}',
      '@"',
      '@{',
      '|',
      '&',
      'az',
      ' ',
      '=',
      '#',
      '(',
      '{',
      '^',
      '%',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const script = pieces.join('');
        for (const { range, words: parts } of parseScript(script, dialect)) {
          for (const { start, end } of [range, ...parts.map((part) => part.range)]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(script.length);
            expect(start).toBeLessThanOrEqual(end);
          }
        }
      }),
    );
  });

  it.each(dialects)('end when nested 10,000 deep: %s', (dialect) => {
    for (const open of ['$(', '(', '{ ', '"$(', '`'])
      expect(() => parseScript(open.repeat(10_000), dialect)).not.toThrow();
  });
});
