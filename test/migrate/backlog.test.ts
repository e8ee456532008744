import { describe, expect, it } from 'vitest';
import { backlog, backlogCsv, backlogMarkdown } from '../../src/migrate/backlog.ts';
import { contoso, identityNamed, sourcesIn, withIdentity } from './contoso.ts';

const ITEMS = backlog(sourcesIn(contoso()));

describe('the backlog', () => {
  it('has every identity with a secret that can be used, and no other', () => {
    const names = ITEMS.map(({ displayName }) => displayName);
    expect(names).toContain('payments-terraform');
    expect(names).toContain('Fabrikam partner gateway');
    // Its only secret has expired.
    expect(names).not.toContain('Old newsletter');
    expect(names).not.toContain('payments-gitlab');
    expect(names).not.toContain('Azure Portal');
    expect(new Set(names).size).toBe(names.length);
  });

  it('begins with what is most dangerous, and among equals with what is easiest', () => {
    const order = ['critical', 'high', 'medium', 'low'];
    const keys = ITEMS.map(({ risk, effort }) => order.indexOf(risk) * 10 + effort);
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
    expect(new Set(ITEMS.map(({ risk }) => risk)).size).toBeGreaterThan(2);
  });

  it('says what it takes', () => {
    expect(ITEMS.find(({ displayName }) => displayName === 'payments-terraform')).toMatchObject({
      risk: 'high',
      way: 'federation',
      effort: 2,
      secrets: 1,
      lastUsed: '2026-11-19T18:00:00Z',
      callers: [
        '.github/workflows/terraform.yml:34',
        '.github/workflows/terraform.yml:53',
        'terraform/prod.tfbackend:1',
        'terraform/providers.tf:16',
      ],
    });
    expect(ITEMS.find(({ displayName }) => displayName === 'Badge printer')).toMatchObject({
      way: 'delete',
      effort: 1,
    });
  });

  it('is a table whose names are text', () => {
    const displayName = '=HYPERLINK("x"),\n| a <b>';
    const inventory = withIdentity('Badge printer', { displayName });
    expect(identityNamed(displayName, inventory)).toBeDefined();
    const items = backlog(sourcesIn(contoso(), inventory));
    const rows = backlogMarkdown(items).trimEnd().split('\n');
    expect(rows).toHaveLength(items.length + 2);
    for (const row of rows) expect(row.match(/(?<!\\)\|/gu)).toHaveLength(10);
    expect(backlogCsv(items)).toContain(`"'=HYPERLINK(""x""),\n| a <b>",`);
    expect(backlogCsv([])).toBe('Identity,Client id,Risk,May,Way out,Effort,Secrets,Last used,Callers\r\n');
  });
});
