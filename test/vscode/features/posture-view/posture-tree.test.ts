import { describe, expect, it } from 'vitest';
import { AREAS } from '../../../../src/tenant/assessment/areas.ts';
import { assess } from '../../../../src/tenant/assessment/assess.ts';
import type { Mute } from '../../../../src/tenant/assessment/mute.ts';
import type { Inventory } from '../../../../src/tenant/model/inventory.ts';
import { SECTIONS } from '../../../../src/tenant/model/section.ts';
import { SnapshotSource } from '../../../../src/tenant/store/snapshot-source.ts';
import { CheckNode } from '../../../../src/vscode/features/posture-view/check-node.ts';
import { FailureNode } from '../../../../src/vscode/features/posture-view/failure-node.ts';
import type { PostureNode } from '../../../../src/vscode/features/posture-view/node.ts';
import { failureText, PostureTree } from '../../../../src/vscode/features/posture-view/posture-tree.ts';
import { NO_FILTER, type PostureOptions } from '../../../../src/vscode/features/posture-view/view-state.ts';
import type { Posture } from '../../../../src/vscode/infrastructure/tenant/posture.ts';
import { muted } from '../../../../src/vscode/infrastructure/tenant/posture-assessment.ts';
import type { MuteInFile } from '../../../../src/vscode/infrastructure/tenant/posture-mutes.ts';
import { demo } from '../../../emulator/demo-emulator.ts';
import { secret } from '../../../tenant/assessment/cases/parts.ts';
import { guid, identity, inventory, NOW } from '../../../tenant/identities.ts';

const BY_AREA: PostureOptions = { grouping: 'area', filter: NO_FILTER };

function postureOf(of: Inventory, mutes: readonly Mute[] = []): Posture {
  const source = new SnapshotSource(of);
  const everything = assess(of, of.identities, { now: Date.parse(of.asOf), preset: 'microsoft' });
  const list = mutes as readonly MuteInFile[];
  return { name: 'Contoso', source, mutes: list, ...muted(everything, list, source) };
}

function label(node: PostureNode): string {
  return node.options.accessibility;
}

function rowsOf(posture: Posture, options: PostureOptions = BY_AREA): readonly PostureNode[] {
  return new PostureTree().roots(posture, options);
}

function checksOf(roots: readonly PostureNode[]): readonly CheckNode[] {
  return roots.flatMap((root) => root.children()).filter((node) => node instanceof CheckNode);
}

function checkRow(posture: Posture, id: string): CheckNode {
  const found = checksOf(rowsOf(posture)).find(({ checkId }) => checkId === id);
  if (!found) throw new Error(`There is no row of ${id}.`);
  return found;
}

const posture = postureOf(demo);

describe('the rows of the posture', () => {
  it('hold every check once, below its area', () => {
    const roots = rowsOf(posture);
    expect(roots.map(({ id }) => id)).toEqual(AREAS.map((area) => `area:${area}`));
    const ids = checksOf(roots).map(({ checkId }) => checkId);
    expect(ids.toSorted()).toEqual(posture.assessment.results.map(({ check }) => check.id).toSorted());
  });

  it('put what fails first, the worst before the others', () => {
    const order = ['critical', 'high', 'medium', 'low'];
    for (const area of rowsOf(posture)) {
      const severities = area.children().map((node) => (node as CheckNode).result.failures[0]?.severity ?? 'none');
      const ranks = severities.map((severity) => [...order, 'none'].indexOf(severity));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }
  });

  it('say their state and counts in words', () => {
    for (const node of checksOf(rowsOf(posture))) {
      const { check, counts, failures } = node.result;
      expect(label(node)).toContain(check.title);
      if (failures.length > 0) {
        expect(label(node)).toContain(`failed, severity ${failures[0]?.severity}`);
        if (check.about === 'identity') expect(label(node)).toContain(`${counts.fail} failed`);
      }
      if (counts['not-permitted'] > 0) expect(label(node)).toContain('not permitted');
      if (counts['not-licensed'] > 0) expect(label(node)).toContain('not licensed');
    }
  });

  it('lead from an identity to its details, and name it for commands', () => {
    const [row] = checkRow(posture, 'client-secret')
      .children()
      .filter((node) => node instanceof FailureNode);
    expect(row?.clientId).toBe(row?.failure.clientId);
    expect(row?.options.command).toMatchObject({ command: 'keyless.showDetails', arguments: [row?.clientId] });
    expect(row?.options.context).toMatch(/^failure open identity application .*\bhasSecret$/);
    expect(label(row as PostureNode)).toBe(
      `${row?.failure.displayName}, ${row?.failure.severity}. ${row?.failure.message}`,
    );
  });

  it('name what it takes where something is not permitted, and lead to the tenant', () => {
    const gaps = checksOf(rowsOf(posture)).flatMap((node) =>
      node
        .children()
        .filter(({ options }) => options.context === 'gap')
        .map((gap) => ({ node, gap })),
    );
    const refused = gaps.filter(({ node }) => node.result.gap?.outcome === 'not-permitted');
    expect(refused.length).toBeGreaterThan(0);
    for (const { node, gap } of refused) {
      expect(gap.options.label).toBe(`Needs ${node.result.gap?.needs.join(' or ')}`);
      expect(gap.options.command?.command).toBe('keyless.showTenant');
      expect(label(gap)).toMatch(/^not permitted\. /);
    }
  });

  it('make a tooltip of the score and its parts', () => {
    const [row] = checkRow(posture, 'client-secret')
      .children()
      .filter((node) => node instanceof FailureNode);
    const score = {
      points: 43,
      parts: [
        { label: '1 client secret', points: 40 },
        { label: 'May use X', points: 3 },
      ],
    };
    const { value } = row?.tooltip(score) ?? {};
    expect(value).toContain('Score: 43');
    expect(value).toContain('- 40: 1 client secret');
    expect(row?.tooltip(undefined).value).not.toContain('Score');
  });
});

describe('what is muted', () => {
  const [failure] = checkRow(posture, 'client-secret').result.failures;
  const mute: Mute = { check: 'client-secret', identity: failure?.clientId, reason: 'Soon gone.', until: '2099-12-31' };
  const row = checkRow(postureOf(demo, [mute]), 'client-secret');

  it('stands below its check, apart from what fails, with reason and end', () => {
    const group = row.children().at(-1);
    expect(group && label(group)).toBe('Muted, 1');
    const [one] = group?.children() ?? [];
    expect(one && label(one)).toMatch(/, muted until 2099-12-31: Soon gone\. Otherwise \w+\. /);
    expect(one?.options.context).toMatch(/^failure muted identity /);
    expect(
      row
        .children()
        .filter((node) => node instanceof FailureNode)
        .map(({ clientId }) => clientId),
    ).not.toContain(failure?.clientId);
    expect(label(row)).toContain('1 muted');
  });

  it('can be unmuted at the check where all of it is', () => {
    const all = checkRow(postureOf(demo, [{ check: 'client-secret', reason: 'x' }]), 'client-secret');
    expect(all.options.context).toContain('wholeMuted');
    expect(row.options.context).not.toContain('wholeMuted');
    expect(label(all)).toMatch(/^No client secrets, muted, /);
  });

  it('is listed where it hides nothing', () => {
    const unused: Mute = { check: 'unknown-issuer', reason: 'x' };
    const document = { source: { positionAt: () => ({ line: 3, character: 6 }) } };
    const file = { ...unused, uri: 'file:///keyless.yaml', document, range: { start: 1, end: 2 } } as unknown as Mute;
    const last = rowsOf(postureOf(demo, [file])).at(-1);
    expect(last && label(last)).toBe('Mutes Without Effect, 1');
    expect(last?.children().map(label)).toEqual(['unknown-issuer, muted without effect: x']);
  });
});

describe('the filter', () => {
  const filtered = (filter: Partial<typeof NO_FILTER>, grouping: PostureOptions['grouping'] = 'area') =>
    rowsOf(posture, { grouping, filter: { ...NO_FILTER, ...filter } });

  it('by severity shows only failures that have it', () => {
    const checks = checksOf(filtered({ severities: ['critical'] }));
    expect(checks.length).toBeGreaterThan(0);
    for (const check of checks) {
      const failing = check.children().filter((node) => node instanceof FailureNode);
      expect(new Set(failing.map(({ failure }) => failure.severity))).toEqual(new Set(['critical']));
    }
  });

  it('by area shows only that', () => {
    expect(filtered({ areas: ['federation', 'privilege'] }).map(({ id }) => id)).toEqual([
      'area:federation',
      'area:privilege',
    ]);
  });

  it('by outcome shows what has it', () => {
    for (const check of checksOf(filtered({ states: ['passed'] }))) {
      expect(check.result.counts.fail).toBe(0);
      expect(check.result.counts.pass).toBeGreaterThan(0);
    }
    const refused = checksOf(filtered({ states: ['not-permitted'] }));
    expect(refused.length).toBeGreaterThan(0);
    for (const check of refused) {
      expect(check.result.counts['not-permitted']).toBeGreaterThan(0);
      expect(check.children().some((node) => node instanceof FailureNode)).toBe(false);
    }
  });

  it('by severity and area shows what has both, however it is grouped', () => {
    const roots = filtered({ severities: ['high'], areas: ['credentials'] }, 'severity');
    expect(roots.map(({ id }) => id)).toEqual(['severity:high']);
    expect(checksOf(roots).every(({ result }) => result.check.area === 'credentials')).toBe(true);
  });

  it('may leave nothing', () => {
    expect(filtered({ states: ['muted'] })).toEqual([]);
  });
});

describe('grouped by severity', () => {
  it('every failure is there once, below its own', () => {
    const roots = rowsOf(posture, { grouping: 'severity', filter: NO_FILTER });
    const counted = roots.flatMap((root) =>
      root.children().map((check) => check.children().filter((node) => node instanceof FailureNode).length),
    );
    const failures = posture.assessment.results.reduce((sum, result) => sum + result.failures.length, 0);
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(failures);
    expect(roots.map(({ id }) => id)).toEqual([
      'severity:critical',
      'severity:high',
      'severity:medium',
      'severity:low',
      'severity:none',
    ]);
  });
});

describe('a tenant with very many failures', () => {
  const sections = Object.fromEntries(SECTIONS.map((name) => [name, { asOf: '2026-11-20T06:00:00Z' }]));
  const many = Array.from({ length: 250 }, (_, index) =>
    identity({ clientId: guid(index + 1), displayName: `app ${index}`, keyCredentials: [secret()] }),
  );
  const large = postureOf(inventory(many, { sections, asOf: new Date(NOW).toISOString() }));

  it('shows a page of them, and the next when asked', () => {
    const tree = new PostureTree();
    const rows = () => {
      const check = checksOf(tree.roots(large, BY_AREA)).find(({ checkId }) => checkId === 'client-secret');
      return { check, rows: check?.children() ?? [] };
    };
    const first = rows();
    expect(first.rows).toHaveLength(101);
    expect(first.rows.at(-1)?.options).toMatchObject({
      description: '100 of 250',
      command: { command: 'keyless.posture.loadMore', arguments: [first.check?.id] },
    });
    tree.loadMore(first.check?.id ?? '');
    tree.loadMore(first.check?.id ?? '');
    const all = rows().rows;
    expect(all).toHaveLength(250);
    expect(new Set(all.map(({ id }) => id)).size).toBe(250);
  });
});

describe('the line above the rows', () => {
  it('counts failures by severity', () => {
    expect(failureText(posture)).toMatch(/^\d+ critical, \d+ high, \d+ medium, \d+ low$/);
    const calm = { ...posture, assessment: { ...posture.assessment, results: [] } };
    expect(failureText(calm)).toBe('Nothing fails');
  });
});
