import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walk } from '../../../src/model/evaluate/index.ts';
import type { InfrastructureModel } from '../../../src/model/resource.ts';
import { armView } from '../../../src/model/terraform/index.ts';
import { applyEdits } from '../../../src/text/text-edit.ts';
import { modelOf, outputOf, texts, textsOf } from './support.ts';

const FIXTURES = new URL('../../syntax/terraform/fixtures/', import.meta.url);
const TEXTS = readdirSync(FIXTURES).map((name) => readFileSync(new URL(name, FIXTURES), 'utf8'));

/** Asks for everything that rules can ask for. */
function exhaust(model: InfrastructureModel): void {
  const length = model.document.source.length;
  const values = [
    ...model.resources.map(({ body }) => body),
    ...model.outputs.map(({ value }) => value),
    ...model.parameters.flatMap((parameter) => parameter.default ?? []),
    ...model.modules.flatMap((call) => call.arguments.map(({ value }) => value)),
    ...model.assignments.map(({ value }) => value),
  ];
  for (const value of values) {
    for (const { value: inner } of walk(value, 5_000)) {
      expect(inner.patterns.length).toBeLessThanOrEqual(64);
      inner.sources.length;
      inner.constant;
      inner.isComplete;
    }
  }
  for (const resource of model.resources) {
    for (const range of [resource.range, resource.typeRange, resource.symbolRange]) {
      expect(range.start >= 0 && range.start <= range.end && range.end <= length).toBe(true);
    }
    resource.provider;
    armView(resource)?.body.isComplete;
    const { editor } = resource;
    const edits = [
      editor.set('a.b', 'c'),
      editor.removeResource(),
      editor.insertAfter('x = 1'),
      ...resource.body.properties.flatMap((property) => [editor.remove(property), editor.replaceValue(property, 'v')]),
    ];
    for (const edit of edits) if (edit) applyEdits(resource.document.source.text, edit);
  }
}

describe('any text', () => {
  it('that is a damaged file has a model that can be asked for everything, and edited', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEXTS),
        fc.array(
          fc.record({
            at: fc.double({ min: 0, max: 1, noNaN: true }),
            length: fc.nat({ max: 30 }),
            insert: fc.constantFrom('', '{', '}', '"', '[', '${', '\n', '=', 'var.organization', ' '),
          }),
          { maxLength: 4 },
        ),
        (text, mutations) => {
          const mutated = mutations.reduce((result, { at, length, insert }) => {
            const offset = Math.floor(at * result.length);
            return result.slice(0, offset) + insert + result.slice(offset + length);
          }, text);
          exhaust(modelOf(mutated));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('hostile input ends', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => index);

  it('a chain of 2,000 locals', () => {
    const rest = `locals {\n${many.map((index) => `  l${index} = "\${local.l${index + 1}}x"\n`).join('')}}\n`;
    expect(textsOf('local.l0', rest)).toHaveLength(1);
  });

  it('locals that double', () => {
    const rest = `locals {\n${many.map((index) => `  l${index} = "\${local.l${index + 1}}\${local.l${index + 1}}"\n`).join('')}  l2000 = "x"\n}\n`;
    expect(textsOf('local.l1900', rest)).toHaveLength(1);
    expect(textsOf('local.l1980', rest)).toHaveLength(1);
  });

  it('conditionals that double', () => {
    const rest = `locals {\n${many.map((index) => `  l${index} = var.a ? "a\${local.l${index + 1}}" : "b\${local.l${index + 1}}"\n`).join('')}}\n`;
    expect(textsOf('local.l0', rest).length).toBeLessThanOrEqual(64);
  });

  it('lists that double', () => {
    const rest = `locals {\n${many.map((index) => `  l${index} = concat(local.l${index + 1}, local.l${index + 1})\n`).join('')}  l2000 = ["x"]\n}\n`;
    expect(textsOf('join("", local.l1970)', rest)).toHaveLength(1);
  });

  it('a local, a variable, an output and a resource that hold themselves', () => {
    const rest = `locals {
  a = { b = local.a, c = [local.a] }
}
resource "r" "x" {
  y = r.x.y
  z = r.x
}
`;
    exhaust(modelOf(`${rest}output "o" {\n  value = local.a\n}\n`));
    expect(textsOf('r.x.y', rest)).toHaveLength(1);
    expect(outputOf('local.a.b.b.b.c[0].b', rest).kind).toBe('object');
  });

  it('10,000 operands, steps, elements and nested brackets', () => {
    for (const expression of [
      `1${' + 1'.repeat(10_000)}`,
      `a.b${'.c'.repeat(10_000)}`,
      `[${'"x",'.repeat(10_000)}]`,
      `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      `"${'${a.b}'.repeat(10_000)}"`,
    ]) {
      const value = outputOf(expression);
      expect(texts(value).length).toBeLessThanOrEqual(64);
      expect(value.sources.length).toBeLessThanOrEqual(10_000);
    }
  });

  it('loops in loops in loops', () => {
    const list = `[${many.slice(0, 60).map(String).join(', ')}]`;
    const nested = (depth: number): string =>
      depth === 0 ? '"${a0}${a1}${a2}${a3}"' : `[for a${depth - 1} in ${list} : ${nested(depth - 1)}]`;
    expect(outputOf(nested(2)).items).toHaveLength(60);
    expect(textsOf(`join(",", flatten(${nested(4)}))`)).toHaveLength(1);
  });

  it('modules that call modules that call modules', () => {
    const files: Record<string, string> = { 'main.tf': 'module "m" {\n  source = "./m0"\n}\n' };
    for (let index = 0; index < 40; index += 1) {
      files[`m${index}/main.tf`] =
        `module "a" {\n  source = "../m${index + 1}"\n}\nmodule "b" {\n  source = "../m${index + 1}"\n}\noutput "x" {\n  value = "\${module.a.x}\${module.b.x}"\n}\n`;
    }
    const model = modelOf({ ...files, 'out.tf': 'output "x" {\n  value = module.m.x\n}\n' }, 'out.tf');
    expect(model.outputs[0]?.value.patterns).toHaveLength(1);
  });
});
