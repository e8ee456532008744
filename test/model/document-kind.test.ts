import { describe, expect, it } from 'vitest';
import { documentKind } from '../../src/model/document-kind.ts';

const TEMPLATE = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const PARAMETERS = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

describe('documentKind', () => {
  it.each([
    ['main.bicep', 'bicep'],
    ['Main.BICEP', 'bicep'],
    ['prod.bicepparam', 'bicepparam'],
    ['main.tf', 'terraform'],
    ['main.tofu', 'terraform'],
    ['a.tfstack.hcl', 'terraform'],
    ['a.tfdeploy.hcl', 'terraform'],
    ['prod.auto.tfvars', 'terraform-variables'],
    ['x.azurerm.tfbackend', 'terraform-backend'],
    ['.terraform.lock.hcl', 'other'],
    ['main.tf.json', 'other'],
    ['readme.md', 'other'],
    ['Makefile', 'other'],
    ['.github/workflows/ci.yml', 'github-workflow'],
    ['sub/.github/workflows/ci.YAML', 'github-workflow'],
    ['.github/workflows/sub/ci.yml', 'other'],
    ['.github/dependabot.yml', 'other'],
    ['.gitlab-ci.yml', 'gitlab-ci'],
    ['ci/build.gitlab-ci.yml', 'gitlab-ci'],
  ] as const)('%s is %s by its path', (path, kind) => expect(documentKind(path, '')).toBe(kind));

  it.each([
    ['action.yml', 'name: x\nruns:\n  using: composite\n', 'github-action'],
    ['a/action.yaml', 'runs: { using: node20 }', 'github-action'],
    ['action.yml', 'name: x\nsteps:\n  runs: 1\n', 'other'],
    ['azure-pipelines.yml', 'trigger: none\nsteps:\n- script: echo\n', 'azure-pipelines'],
    ['.azuredevops/build.yml', 'jobs:\n- job: a\n', 'azure-pipelines'],
    ['deploy.yml', 'steps:\n  - task: AzureCLI@2\n', 'azure-pipelines'],
    ['deploy.yml', '\ufeffstages:\r\n- stage: a\r\n', 'azure-pipelines'],
    ['steps.yml', 'steps:\n  - name: x\n', 'other'],
    ['.pipelines/login.yml', '# x\nparameters:\n  a: b\nsteps:\n\n  # c\n  - script: az login\n', 'azure-pipelines'],
    ['ci/jobs.yml', 'jobs:\r\n- deployment: a\r\n', 'azure-pipelines'],
    ['ci/stages.yml', 'stages:\n- ${{ if eq(1, 1) }}:\n  - stage: a\n', 'azure-pipelines'],
    ['ci/flow.yml', 'steps: [{ bash: echo }]', 'azure-pipelines'],
    ['ci/extends.yml', 'extends:\n  parameters:\n    a: b\n  template: base.yml\n', 'azure-pipelines'],
    ['ci/long.yml', `trigger: none\n${'# x\n'.repeat(5000)}steps:\n- task: A@1\n`, 'azure-pipelines'],
    ['ci/vars.yml', 'variables:\n- name: a\n  value: b\n- group: c\n', 'azure-pipelines'],
    ['AppService/deploy.yml', 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n', 'github-workflow'],
    ['azure-pipelines/ci.yml', '"on": [push]\njobs:\n  a:\n    runs-on: ubuntu-latest\n', 'github-workflow'],
    ['docs/call.yml', 'on: push\njobs:\n  a:\n    uses: a/b/.github/workflows/c.yml@v1\n', 'github-workflow'],
    ['docs/other.yml', 'on: push\njobs:\n  a:\n    image: x\n', 'other'],
    ['.forgejo/workflows/ci.yml', 'on: push\njobs:\n  a:\n    runs-on: docker\n', 'other'],
    ['.circleci/config.yml', 'version: 2.1\njobs:\n  build:\n    steps:\n      - checkout\n', 'other'],
    ['ci/concourse.yml', 'jobs:\n- name: a\n  plan:\n  - task: unit\n    file: x.yml\n', 'other'],
    ['cloudbuild.yaml', 'steps:\n- name: gcr.io/cloud-builders/docker\n  args: [build]\n', 'other'],
    ['.buildkite/pipeline.yml', 'steps:\n  - label: x\n    command: make\n', 'other'],
    ['ci/gitlab.yml', 'stages:\n  - build\nvariables:\n  A: b\n', 'other'],
    ['.yaml-lint.yml', 'extends: default\nrules:\n  braces:\n    level: warning\n', 'other'],
    ['zarf.yml', 'variables:\n- name: a\ncomponents: []\n', 'other'],
    ['azure-pipelines/variables.yml', 'variables:\n  a: b\n', 'azure-pipelines'],
    ['ci/variables.yml', 'variables:\n  a: b\n', 'other'],
    ['k8s/deploy.yaml', '# x\napiVersion: apps/v1\nkind: Deployment\n', 'kubernetes'],
    ['k8s/json.yaml', '"apiVersion": v1\n"kind": Secret\n', 'kubernetes'],
    [
      'k8s/crd.yaml',
      `---\napiVersion: v1\nkind: CustomResourceDefinition\n---\nkind: "CustomResourceDefinition"\n`,
      'other',
    ],
    ['k8s/mixed.yaml', 'kind: CustomResourceDefinition\napiVersion: v1\n---\r\nkind: Secret\r\n', 'kubernetes'],
    [
      'k8s/late.yaml',
      `kind: CustomResourceDefinition\napiVersion: v1\n${'# x\n'.repeat(5000)}---\nkind: Pod\n`,
      'kubernetes',
    ],
    ['values.yaml', 'a:\n  apiVersion: v1\n  kind: x\n', 'helm-values'],
    ['chart/values.prod.yml', 'a: 1', 'helm-values'],
    ['a.yaml', 'a:\n  apiVersion: v1\n  kind: x\n', 'other'],
    ['docker-compose.yml', 'services:\n  a:\n    image: b\n', 'compose'],
    ['docker-compose.yml', 'x: 1', 'other'],
    ['azure.yaml', 'name: a\nservices: {}', 'azd-project'],
    ['src/.env', 'A=b', 'dotenv'],
    ['.env.production', 'A=b', 'dotenv'],
    ['.envrc', 'A=b', 'other'],
    ['api/Dockerfile', 'FROM a', 'dockerfile'],
    ['api/Dockerfile.dev', 'FROM a', 'dockerfile'],
    ['api/web.dockerfile', 'FROM a', 'dockerfile'],
    ['api/local.settings.json', '{}', 'functions-settings'],
    ['backend.hcl', 'storage_account_name = "x"\n', 'terraform-backend'],
    ['prod.backend.hcl', 'storage_account_name = "x"\n', 'terraform-backend'],
    ['backend.hcl', 'bucket = "x"\n', 'other'],
    ['a.json', `{"$schema": "${TEMPLATE}", "contentVersion": "1.0.0.0"}`, 'arm-template'],
    [
      'a.json',
      `\ufeff{\r\n  // c\r\n  "contentVersion": "1",\r\n  "$schema": "${TEMPLATE.toLowerCase()}"}`,
      'arm-template',
    ],
    ['a.json', `{"$schema": "${TEMPLATE.replace('deployment', 'subscriptionDeployment')}"}`, 'arm-template'],
    ['a.jsonc', `{"$schema": "${PARAMETERS}"}`, 'arm-parameters'],
    ['a.json', '{"name": "n", "issuer": "i", "subject": "s", "audiences": ["a"]}', 'federated-credential'],
    ['a.json', '{"issuer": "i", "claimsMatchingExpression": {"value": "v"}, "audiences": []}', 'federated-credential'],
    ['a.json', '{"issuer": "i", "subject": "s", "audiences": [], "realm": "r"}', 'other'],
    ['a.json', '{"issuer": {}, "subject": "s", "audiences": []}', 'other'],
    ['a.json', '{"items": [{"issuer": "i", "subject": "s", "audiences": []}]}', 'other'],
    ['a.json', '{"contentVersion": "1.0.0.0", "resources": []}', 'arm-template'],
    [
      'policy.json',
      `{"then": {"template": {"$schema": "${TEMPLATE}", "contentVersion": "1", "resources": []}}}`,
      'other',
    ],
    ['a.json', '{"$schema": "https://json.schemastore.org/x.json", "resources": []}', 'other'],
    ['package.json', '{"name": "x"}', 'other'],
    ['a.json', '{"$schema', 'other'],
    ['a.json', '', 'other'],
  ] as const)('%s with %j is %s', (path, text, kind) => expect(documentKind(path, text)).toBe(kind));

  it('looks at the start of a file only', () => {
    expect(documentKind('a.yaml', `${'x: 1\n'.repeat(1_000_000)}apiVersion: v1\nkind: x\n`)).toBe('other');
    expect(documentKind('a.json', `{"contentVersion": ${'['.repeat(5_000_000)}`)).toBe('other');
    expect(documentKind('a.json', `{"$schema": "${'\\'.repeat(5_000_000)}`)).toBe('other');
  });
});
