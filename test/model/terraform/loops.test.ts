import { describe, expect, it } from 'vitest';
import { resourceOf, sources, texts, valueAt } from './support.ts';

function subject(text: string): readonly string[] {
  return texts(valueAt(resourceOf(text), 'subject'));
}

describe('for_each', () => {
  it('over a literal set tells each pass', () => {
    expect(
      subject('resource "r" "x" {\n  for_each = toset(["dev", "prod"])\n  subject  = "${each.key}:${each.value}"\n}'),
    ).toEqual(['dev:dev', 'prod:prod']);
  });

  it('over a literal map pairs keys and values', () => {
    const text = `
locals {
  envs = { dev = { branch = "develop" }, prod = { branch = "main" } }
}
resource "r" "x" {
  for_each = local.envs
  subject  = "\${each.key}:\${each.value.branch}"
}`;
    expect(subject(text)).toEqual(['dev:develop', 'prod:main']);
  });

  it('over something unknown leaves the text unknown', () => {
    expect(
      subject('resource "r" "x" {\n  for_each = var.envs\n  subject  = "env:${each.key}:${each.value.b}"\n}'),
    ).toEqual(['env:${each.key}:${each.value.b}']);
  });

  it('over the instances of a resource gives their attributes', () => {
    const text = `
resource "azuread_application" "app" {
  for_each     = toset(["dev", "prod"])
  display_name = "app-\${each.key}"
}
resource "r" "x" {
  for_each       = azuread_application.app
  application_id = each.value.id
  subject        = "\${each.key}=\${each.value.display_name}"
}`;
    expect(subject(text)).toEqual(['dev=app-dev', 'prod=app-prod']);
    expect(sources(valueAt(resourceOf(text), 'application_id'))).toEqual([
      { kind: 'attribute', of: 'resource', type: 'azuread_application', name: 'app', path: 'id' },
    ]);
  });

  it('gives one instance by its key', () => {
    const text = `
resource "azuread_application" "app" {
  for_each     = toset(["dev", "prod"])
  display_name = "app-\${each.key}"
}
resource "r" "x" {
  subject = azuread_application.app["prod"].display_name
}`;
    expect(subject(text)).toEqual(['app-prod']);
  });

  it('within a dynamic block keeps both loops apart', () => {
    const text = `
resource "r" "x" {
  for_each = toset(["a", "b"])
  dynamic "rule" {
    for_each = ["1", "2"]
    iterator = it
    content {
      subject = "\${each.key}\${it.value}\${it.key}"
    }
  }
}`;
    expect(texts(valueAt(resourceOf(text), 'rule.subject'))).toEqual(['a10', 'a21', 'b10', 'b21']);
  });

  it('that leads back to itself ends', () => {
    const text = `
resource "r" "y" {
  for_each = r.x
  subject  = each.value.subject
}
resource "r" "x" {
  for_each = r.y
  subject  = "\${each.value.subject}-\${each.key}"
}`;
    expect(subject(text)).toHaveLength(1);
  });
});

describe('isLoop and isConditional', () => {
  it.each([
    ['', false, false],
    ['count = 1', false, false],
    ['count = 0', false, true],
    ['count = 3', true, false],
    ['count = var.on ? 1 : 0', false, true],
    ['count = length(var.list)', true, true],
    ['for_each = var.list', true, false],
    ['for_each = var.on ? var.list : {}', true, true],
  ])('%s', (argument, isLoop, isConditional) => {
    expect(resourceOf(`resource "r" "x" {\n  ${argument}\n}`)).toMatchObject({ isLoop, isConditional });
  });
});
