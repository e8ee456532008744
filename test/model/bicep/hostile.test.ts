import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walk } from '../../../src/model/evaluate/index.ts';
import type { InfrastructureModel } from '../../../src/model/resource.ts';
import { evaluated, modelOf, outputOf, patternsOf, workspaceOf } from './workspace.ts';

/** Asks for everything there is. */
function exhaust(model: InfrastructureModel): number {
  let count = 0;
  const values = [
    ...model.resources.map(({ body }) => body),
    ...model.outputs.map(({ value }) => value),
    ...model.assignments.map(({ value }) => value),
    ...model.parameters.flatMap(({ default: value }) => value ?? []),
    ...model.modules.flatMap(({ arguments: passed }) => passed.map(({ value }) => value)),
  ];
  for (const root of values) {
    for (const { value } of walk(root, 5_000)) {
      count += value.patterns.length + value.sources.length + value.properties.length + value.items.length;
      count += Number(value.isComplete) + Number(value.constant !== undefined);
    }
  }
  for (const resource of model.resources) count += resource.parent ? 1 : 0;
  for (const module of model.modules) count += module.target?.resources.length ?? 0;
  return count;
}

describe('cycles end as unknown', () => {
  it.each<[string, string]>([
    ['variables', "var a = '${b}'\nvar b = '${a}'\noutput o string = a"],
    ['a variable of itself', 'var a = a\noutput o string = a'],
    ['parameter defaults', 'param a string = b\nparam b string = a\noutput o string = a'],
    ['objects', 'var a = { b: a }\noutput o string = a.b.b.b.c'],
    ['spreads', 'var a = { ...b }\nvar b = { ...a }\noutput o string = a.x'],
    ['arrays', 'var a = [...a]\noutput o string = a[0]'],
    ['loops', 'var a = [for x in a: x]\noutput o string = a[0]'],
    ['functions', 'func f(x string) string => f(x)\noutput o string = f(1)'],
    ['functions of two', 'func f(x string) string => g(x)\nfunc g(x string) string => f(x)\noutput o string = f(1)'],
    ['resources', "resource a 'A/b@1' = {\n  name: a.name\n}\noutput o string = a.name"],
    [
      'parents',
      "resource a 'A/b@1' = {\n  parent: b\n}\nresource b 'A/b@1' = {\n  parent: a\n}\noutput o string = a.x",
    ],
    ['a module of itself', "module m 'main.bicep' = {}\noutput o string = m.outputs.o"],
    ['an import of itself', "import { a } from 'main.bicep'\noutput o string = a"],
    ['a type of itself', 'type a = a\nparam p a\noutput o string = p'],
  ])('%s', (_, text) => {
    const model = modelOf(text);
    expect(patternsOf(outputOf(model)).length).toBeLessThanOrEqual(2);
    expect(outputOf(model).patterns.every((pattern) => pattern.parts.some(({ kind }) => kind === 'unknown'))).toBe(
      true,
    );
    exhaust(model);
  });

  it('through files', () => {
    const { model } = workspaceOf({
      'main.bicep': "import { b } from 'b.bicep'\nmodule m 'b.bicep' = {}\n@export()\nvar a = b\noutput o string = a",
      'b.bicep':
        "import { a } from 'main.bicep'\nmodule m 'main.bicep' = {}\n@export()\nvar b = a\noutput o string = m.outputs.o",
      'a.bicepparam': "extends 'b.bicepparam'",
      'b.bicepparam': "extends 'a.bicepparam'\nparam x = 1",
    });
    expect(outputOf(model()).kind).toBe('unknown');
    for (const path of ['main.bicep', 'b.bicep', 'a.bicepparam', 'b.bicepparam']) exhaust(model(path));
  });
});

describe('what multiplies is bounded', () => {
  it('variables that double thirty times', () => {
    const doubled = Array.from({ length: 30 }, (_, i) => `var v${i + 1} = '\${v${i}}\${v${i}}'`).join('\n');
    expect(evaluated('v30', `var v0 = 'a'\n${doubled}`).patterns).toHaveLength(1);
  });

  it('lists that double thirty times', () => {
    const doubled = Array.from({ length: 30 }, (_, i) => `var v${i + 1} = concat(v${i}, v${i})`).join('\n');
    expect(evaluated('v30', `var v0 = ['a']\n${doubled}`).items.length).toBeLessThanOrEqual(10_000);
  });

  it('functions that call two functions each, thirty deep', () => {
    const functions = Array.from(
      { length: 30 },
      (_, i) => `func f${i + 1}(x string) string => '\${f${i}(x)}\${f${i}(x)}'`,
    );
    exhaust(modelOf(`func f0(x string) string => x\n${functions.join('\n')}\noutput o string = f30('a')`));
  });

  it('a function that calls itself twice', () => {
    exhaust(modelOf("func f(x string) string => '${f(x)}${f(x)}'\noutput o string = f('a')"));
  });

  it('maps of maps', () => {
    const text = 'var r = range(0, 1000)\noutput o array = map(r, a => map(r, b => map(r, c => a + b + c)))';
    exhaust(modelOf(text));
  });

  it('conditionals in one string', () => {
    const text = `'${Array.from({ length: 30 }, (_, i) => `\${p${i} ? 'a' : 'b'}`).join('')}'`;
    expect(evaluated(text).patterns).toHaveLength(1);
  });

  it('modules that call two modules each, thirty deep', () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        i === 0 ? 'main.bicep' : `m${i}.bicep`,
        `module a 'm${i + 1}.bicep' = {}\nmodule b 'm${i + 1}.bicep' = {}\noutput o string = '\${a.outputs.o}'`,
      ]),
    );
    expect(exhaust(workspaceOf(files).model())).toBeLessThan(1_000);
  });

  it('long chains and deep nesting', () => {
    exhaust(modelOf(`output o string = a${'.b'.repeat(10_000)}`));
    exhaust(modelOf(`output o object = ${'{a:'.repeat(10_000)}1${'}'.repeat(10_000)}`));
    exhaust(modelOf(`output o object = ${'{a:'.repeat(190)}1${'}'.repeat(190)}`));
    exhaust(modelOf(`output o int = 1${' + 1'.repeat(490)}`));
    exhaust(
      modelOf(
        `${Array.from({ length: 5_000 }, (_, i) => `var v${i + 1} = v${i}`).join('\n')}\noutput o string = v5000`,
      ),
    );
  });
});

describe('broken files', () => {
  const sample = `import { x } from 'main.bicep'
@secure()
param p string = 'a'
var v = [for (n, i) in [1, 2]: { ...base, n: n }]
resource r 'A/b@1' = if (p == 'a') {
  name: '\${p}-\${v[0].n}'
  properties: union(v[0], { key: r2.listKeys().key1 })
  resource c 'c' existing = { name: 'c' }
}
resource r2 'A/b@1' = { parent: r::c }
module m 'main.bicep' = { params: { p: map(v, x => x.n)[0] } }
output o string = m.outputs.o
`;

  it('are modelled without a throw', () => {
    const change = fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 20 }),
      insert: fc.constantFrom('', "'", '{', '}', '\n', '.', '[', '(', '...', 'r', 'p'),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        let text = sample;
        for (const { at, length, insert } of changes) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + insert + text.slice(start + length);
        }
        exhaust(modelOf(text));
      }),
      { numRuns: 300 },
    );
  });
});
