import { describe, expect, it } from 'vitest';
import { code } from '../../../src/vscode/infrastructure/federation/code-span.ts';
import { explanation } from '../../../src/vscode/infrastructure/federation/explanation.ts';
import { contoso, documentIn, sourcesOf } from './contoso.ts';

const all = contoso();

describe('the explanation of a token', () => {
  it('tells subjects, reasons and the verdict of each credential in words', () => {
    expect(explanation(documentIn(all, '.github/workflows/settlement.yml'), all, 'reconcile')).toMatchSnapshot();
  });

  it('tells of every job of a file that logs in', () => {
    const text = explanation(documentIn(all, '.github/workflows/settlement.yml'), all);
    expect(text.match(/^## .*$/gm)).toEqual([
      '## Job `reconcile`, line 16',
      '## Job `archive`, line 28',
      '## Job `export`, line 40',
    ]);
  });

  it('tells of service connections and of service accounts', () => {
    expect(explanation(documentIn(all, 'azure-pipelines.yml'), all)).toMatchSnapshot();
    expect(explanation(documentIn(all, 'k8s/api.yaml'), all)).toMatchSnapshot();
  });

  it('says so where nothing is presented', () => {
    const sources = sourcesOf({ '.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    steps: []\n' });
    expect(explanation(documentIn(sources, '.github/workflows/a.yml'), sources)).toContain(
      'Nothing here presents a token',
    );
  });
});

describe('a code span', () => {
  it.each([
    ['repo:a/b:*', '`repo:a/b:*`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['', '` `'],
    ['two\nlines', '`two lines`'],
  ])('of %j is %s', (text, expected) => {
    expect(code(text)).toBe(expected);
  });
});
