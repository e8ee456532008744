import { describe, expect, it } from 'vitest';
import { type LintArguments, parseArguments } from '../../src/cli/arguments.ts';
import { UsageError } from '../../src/cli/io.ts';

const lint = (...args: string[]) => parseArguments(['lint', ...args]) as LintArguments;

describe('parseArguments', () => {
  it('reads all that lint can be told', () => {
    expect(lint()).toEqual({
      command: 'lint',
      paths: [],
      format: 'text',
      failOn: undefined,
      fix: undefined,
      dryRun: false,
      baseline: undefined,
      updateBaseline: false,
      config: undefined,
      stdinFilename: undefined,
      threads: undefined,
    });
    const args =
      'a b --format=sarif --fail-on error --fix=all --dry-run --baseline f --update-baseline --config c --threads 2';
    expect(lint(...args.split(' '))).toEqual({
      command: 'lint',
      paths: ['a', 'b'],
      format: 'sarif',
      failOn: 'error',
      fix: 'all',
      dryRun: true,
      baseline: 'f',
      updateBaseline: true,
      config: 'c',
      stdinFilename: undefined,
      threads: 2,
    });
  });

  it('takes --fix without a value for safe, wherever it stands', () => {
    expect(lint('--fix', 'a')).toMatchObject({ fix: 'safe', paths: ['a'] });
    expect(lint('a', '--fix=safe').fix).toBe('safe');
  });

  it('takes paths after -- as they are', () => {
    expect(lint('--', '--strange.tf').paths).toEqual(['--strange.tf']);
  });

  it('reads standard input as the file it is named after', () => {
    expect(lint('--stdin', '--stdin-filename', 'a.tf').stdinFilename).toBe('a.tf');
    expect(lint('-', '--stdin-filename=a.tf').stdinFilename).toBe('a.tf');
  });

  it.each([
    [['lnit'], 'Did you mean "lint"?'],
    [['lint', '--unknown'], "Unknown option '--unknown'"],
    [['lint', '--format'], 'argument missing'],
    [['lint', '--format', 'xml'], '--format must be one of text, json, sarif, github.'],
    [['lint', '--fail-on', 'fatal'], '--fail-on must be one of error, warning, information, hint, never.'],
    [['lint', '--fix=some'], '--fix must be one of safe, all.'],
    [['lint', '--dry-run'], 'give both'],
    [['lint', '--update-baseline'], 'needs --baseline FILE'],
    [['lint', '--stdin'], 'needs --stdin-filename'],
    [['lint', 'a', '--stdin', '--stdin-filename', 'b'], 'either paths or --stdin'],
    [['lint', '--threads', '0'], '--threads must be a number'],
    [['rules', '--format', 'sarif'], '--format must be one of text, json.'],
    [['rules', 'extra'], 'Unexpected "extra"'],
    [['explain'], 'Which rule?'],
    [['explain', 'a', 'b'], 'Unexpected "b"'],
  ])('rejects %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(UsageError);
    expect(() => parseArguments(args)).toThrow(message);
  });

  it('shows help and version', () => {
    expect(parseArguments([])).toEqual({ command: 'help', of: undefined });
    expect(parseArguments(['--help'])).toEqual({ command: 'help', of: undefined });
    expect(parseArguments(['lint', '--help'])).toEqual({ command: 'help', of: 'lint' });
    expect(parseArguments(['help', 'lint'])).toEqual({ command: 'help', of: 'lint' });
    expect(parseArguments(['--version'])).toEqual({ command: 'version' });
  });
});
