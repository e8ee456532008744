import { describe, expect, it } from 'vitest';
import { withoutPassword } from '../../../src/rules/support/companion/sql-connection.ts';

describe('a connection string without its password', () => {
  it.each([
    ["'Server=a;Database=b;User ID=c;Password=${p};Encrypt=True'", "'Server=a;Database=b;Encrypt=True;A=1'"],
    ['"Server=a;Database=b;UID=c;PWD=${var.p[\\"x\\"]}"', '"Server=a;Database=b;A=1"'],
    ["'Password=${p};Data Source=a;User=c;'", "'Data Source=a;A=1;'"],
    ["'Server=a;Password=${p}$y;Database=b'", "'Server=a;Database=b;A=1'"],
    [
      "'Server=a;Authentication=Sql Password;User Id=c;Password=${f({ a: 1 })};Database=b'",
      "'Server=a;Database=b;A=1'",
    ],
    ["'Server=${s};Persist Security Info=False;User ID=c;Password=x;Database=b'", "'Server=${s};Database=b;A=1'"],
  ])('%s', (written, expected) => {
    expect(withoutPassword(written, 'A=1')).toBe(expected);
  });

  it.each([
    "'Server=a;Database=b'",
    'local.connection',
    "'Host=a;Password=x'",
    "'Server=x.mysql.database.azure.com;Pwd=x'",
    "'''Server=a;Password=x'''",
    "concat('Server=a;Password=', p)",
    "'Server=a;Password=${f({",
    '',
    "'",
  ])('leaves %s alone', (written) => {
    expect(withoutPassword(written, '')).toBeUndefined();
  });
});
