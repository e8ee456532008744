import { describe, expect, it } from 'vitest';
import { backlog, backlogItems } from '../../src/migrate/backlog.ts';
import { backlogIssue, issueFile } from '../../src/migrate/backlog-issue.ts';
import {
  backlogCsv,
  backlogMarkdown,
  backlogPlainText,
  easeText,
  evidenceText,
  riskText,
} from '../../src/migrate/backlog-text.ts';
import { makePlan } from '../../src/migrate/make-plan.ts';
import { contoso, DEMO, identityNamed, sourcesIn, withIdentity } from './contoso.ts';

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
    for (const row of rows) expect(row.match(/(?<!\\)\|/gu)).toHaveLength(12);
    expect(backlogCsv(items)).toContain(`,"'=HYPERLINK(""x""),\n| a <b>",`);
    expect(backlogCsv([])).toBe('Rank,Identity,Client id,Risk,Why,Way out,Effort,Ease,Secrets,Last used,Callers\r\n');
    expect(
      backlogPlainText(items)
        .split('\n')
        .filter((line) => line.includes('HYPERLINK')),
    ).toEqual([expect.stringMatching(/^ ?\d+\. =HYPERLINK\("x"\), \| a <b> \(af3f26a4/u)]);
  });

  it('says in words why, how hard, and what was counted', () => {
    const item = ITEMS.find(({ displayName }) => displayName === 'payments-terraform');
    if (!item) throw new Error('It is in the backlog.');
    expect([riskText(item), easeText(item), evidenceText(item)]).toEqual([
      'Whoever has a secret of it holds User Access Administrator on /subscriptions/91a4e7c3-6d20-4b58-a9f1-7c3e5d8b2f46.',
      'What signs in gets tokens of its own: files change, and the identity has to trust them.',
      '1 secret, last used on 2026-11-19, 4 places in the code',
    ]);
    expect(riskText({ ...item, privilege: undefined })).toBe('No role and no permission of it is on record.');
    expect(evidenceText({ ...item, secrets: 2, lastUsed: undefined, use: 'unknown', callers: [] })).toBe(
      '2 secrets, use not known, no place in the code',
    );
  });

  it('looks into the code only for identities that it names, also by variables of the configuration', () => {
    const sources = sourcesIn(contoso());
    const { inventory, now } = sources;
    const without = [...backlogItems({ inventory, now, folders: [] })].filter((item) => item !== undefined);
    expect(without.map(({ clientId }) => clientId).toSorted()).toEqual(
      ITEMS.map(({ clientId }) => clientId).toSorted(),
    );
    expect(without.every(({ callers }) => callers.length === 0)).toBe(true);
    const twice = [...backlogItems({ inventory, now, folders: [sources, sources] })];
    expect(twice.find((item) => item?.displayName === 'payments-terraform')?.callers).toHaveLength(8);
  });
});

describe('the issue of an item', () => {
  const issueOf = (displayName: string, inventory = DEMO) => {
    const from = sourcesIn(contoso(), inventory);
    const item = backlog(from).find((each) => each.displayName === displayName);
    if (!item) throw new Error(`${displayName} is not in the backlog.`);
    return backlogIssue(item, makePlan(identityNamed(displayName, inventory), from));
  };

  it('holds every step with a box, and nothing that only Keyless reads', () => {
    const { title, body, fileName } = issueOf('payments-terraform');
    expect([title, fileName]).toEqual([
      'Take the client secrets of payments-terraform out of use',
      'payments-terraform-e16a3b97',
    ]);
    const plan = makePlan(identityNamed('payments-terraform'), sourcesIn(contoso()));
    expect(body.match(/^- \[ \] \*\*/gmu)).toHaveLength(plan.steps.length);
    expect(body).toMatch(/^\*\*Why:\*\* Whoever has a secret of it holds User Access Administrator/u);
    expect(body).not.toMatch(/<!--|^---$|^# |## Notes|^version:/mu);
    expect(body).toContain('Keyless can do it for them');
  });

  it('is one line of title whatever the name is', () => {
    const displayName = 'evil\n# <!-- --> `x` [a](b) @everyone';
    const issue = issueOf(displayName, withIdentity('Badge printer', { displayName }));
    expect(issue.title).toBe('Take the client secrets of evil # <!-- --> `x` [a](b) @everyone out of use');
    expect(issueFile(issue).match(/^# /gmu)).toHaveLength(1);
    expect(issueFile(issue)).not.toMatch(/(?<!\\)<!--/u);
  });
});
