import { describe, expect, it } from 'vitest';
import { breadth } from '../../src/federation/breadth/breadth.ts';
import { knownCredential } from '../../src/federation/credential.ts';
import { dead } from '../../src/federation/dead/dead.ts';
import type { Platform } from '../../src/federation/issuers/platform.ts';
import { PLATFORMS, platformOfIssuer, platformOfSubject } from '../../src/federation/issuers/registry.ts';
import { templateSlots } from '../../src/federation/issuers/template.ts';
import breadthVectors from './vectors/breadth.json' with { type: 'json' };
import vectors from './vectors/platforms.json' with { type: 'json' };

interface PlatformVector {
  readonly platform: string;
  readonly product: string;
  readonly issuer: string;
  readonly subject: string;
  readonly foreign?: string;
  readonly foreignIsTemplate?: boolean;
}

const all = vectors.vectors as readonly PlatformVector[];

describe('the table of issuers', () => {
  for (const { platform, product, issuer, subject, foreign, foreignIsTemplate } of all) {
    it(`${product}: knows its issuer, its subjects and what is none of them`, () => {
      const known = platformOfIssuer(issuer);
      expect([known?.platform.id, known?.form?.product]).toEqual([platform, product]);
      expect(dead(knownCredential({ issuer, subject }))).toEqual([]);
      if (foreign === undefined) return;
      expect(dead(knownCredential({ issuer, subject: foreign })).length > 0).toBe(!foreignIsTemplate);
    });
  }

  it('has a vector for every issuer form', () => {
    const products = PLATFORMS.flatMap(({ id, issuers }) => issuers.map(({ product }) => `${id} ${product}`));
    expect([...new Set(all.map(({ platform, product }) => `${platform} ${product}`))].sort()).toEqual(
      [...new Set(products)].sort(),
    );
  });

  it('knows nothing of other issuers', () => {
    for (const issuer of [
      '',
      'https://example.com',
      'https://token.actions.githubusercontent.com.evil.example',
      'repo:a/b',
    ]) {
      expect(platformOfIssuer(issuer)).toBeUndefined();
    }
  });

  it('tells platforms by the beginning of a subject where it is not ambiguous', () => {
    expect(platformOfSubject('repo:a/b:pull_request')?.platform.id).toBe('github');
    expect(platformOfSubject('system:serviceaccount:a:b')?.platform.id).toBe('kubernetes');
    expect(platformOfSubject('spiffe://contoso.example/api')?.platform.id).toBe('spiffe');
    expect(platformOfSubject('organization:contoso')).toBeUndefined();
  });

  it.each(PLATFORMS.map((platform) => [platform.id, platform] as const))(
    '%s names only slots that it describes',
    (_, platform) => {
      for (const template of templatesOf(platform)) {
        for (const slot of templateSlots(template))
          expect(`${template} ${slot in platform.slots}`).toBe(`${template} true`);
      }
    },
  );

  it('has a vector for every class that a platform can report', () => {
    const shown = new Set(breadthVectors.vectors.flatMap(({ classes }) => classes ?? []));
    const reportable = new Set([
      ...PLATFORMS.flatMap(({ parts, values, subjects, issuers }) => [
        ...parts.flatMap(({ any, some }) => [any, some]),
        ...(values ?? []).map((value) => value.class),
        ...[...subjects, ...issuers].flatMap(({ classes }) => classes ?? []),
        ...subjects.flatMap(({ lookalikes }) => lookalikes?.map((one) => one.class) ?? []),
      ]),
    ]);
    const unproven = [...reportable].filter((name) => !shown.has(name)).sort();
    expect(unproven).toEqual([]);
  });
});

describe('breadth of every platform', () => {
  it('finds no breadth in a subject that names one workload', () => {
    const harmless = ['names-not-ids', 'retire-2027', 'user-bound'];
    for (const { issuer, subject, platform } of all) {
      const names = breadth(knownCredential({ issuer, subject }))?.findings.map((finding) => finding.class) ?? [];
      const known = platform === 'scalr' ? ['any-workspace'] : platform === 'env0' ? ['any-project'] : [];
      const expected = subject.endsWith(':pull_request') ? [...known, 'any-pull-request'] : known;
      expect(`${subject} ${names.filter((name) => !harmless.includes(name))}`).toBe(`${subject} ${expected}`);
    }
  });
});

function templatesOf({ subjects, issuers }: Platform): readonly string[] {
  return [
    ...issuers.map(({ template }) => template),
    ...subjects.flatMap(({ template, lookalikes }) => [template, ...(lookalikes ?? []).map((one) => one.template)]),
  ];
}
