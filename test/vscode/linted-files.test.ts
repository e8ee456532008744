import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { isCandidate } from '../../src/model/document-kind.ts';
import { EXCLUDED_FILES, PATTERNS } from '../../src/vscode/infrastructure/linting/linted-files.ts';

const matches = picomatch([...PATTERNS], { dot: true });

describe('the patterns of linted files', () => {
  it.each([
    'infra/main.bicep',
    'infra/main.bicepparam',
    'main.tf',
    'main.tofu',
    'prod.tfvars',
    'prod.tfbackend',
    'app.tfstack.hcl',
    'app.tfdeploy.hcl',
    '.terraform.lock.hcl',
    '.github/workflows/deploy.yml',
    '.github/workflows/deploy.yaml',
    'action.yml',
    'azure-pipelines.yml',
    '.gitlab-ci.yml',
    'keyless.yaml',
    'azuredeploy.json',
    'template.jsonc',
    'local.settings.json',
    'Dockerfile',
    'api.Dockerfile',
    'Dockerfile.dev',
    'Containerfile',
    '.env',
    '.env.production',
    'prod.env',
  ])('find %s, as the engine does', (path) => {
    expect(isCandidate(path)).toBe(true);
    expect(matches(path)).toBe(true);
    expect(matches(`deep/folder/${path}`)).toBe(true);
  });

  it.each(['main.ts', 'README.md', 'Dockerfile-notes/readme.txt', 'environment.ts', 'bicep', 'tf'])(
    'leave out %s, as the engine does',
    (path) => {
      expect(isCandidate(path)).toBe(false);
      expect(matches(path)).toBe(false);
    },
  );

  it('have no braces within braces, which file search does not take', () => {
    expect(PATTERNS.filter((pattern) => /[{}]/.test(pattern))).toEqual([]);
    expect(EXCLUDED_FILES).toMatch(/^\*\*\/\{[^{}]+\}$/);
  });
});
