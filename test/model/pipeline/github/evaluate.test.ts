import { describe, expect, it } from 'vitest';
import { MAX_ALTERNATIVES } from '../../../../src/model/patterns.ts';
import { pipelineOf, stepOf, values } from './workspace.ts';

/** The values of a step's input, in a workflow with these inputs, env and matrix. */
function fold(value: string, { on = 'push', env = '', strategy = '' } = {}): readonly string[] {
  const text = `on: ${on}
env: { ${env} }
jobs:
  a:
    runs-on: x
    ${strategy}
    steps:
      - uses: a/b@v1
        with: { x: ${JSON.stringify(value)} }
`;
  return values(stepOf(pipelineOf(text)).input('x')?.value);
}

describe('expressions', () => {
  it.each([
    ['plain', ['plain']],
    ['', ['']],
    ['a-${{ vars.X }}-b', ['a-${vars.X}-b']],
    ["${{ secrets['X'] }}", ['${secrets.X}']],
    ['${{ github.ref }}', ['${github.ref}']],
    ["${{ 'it''s' }}", ["it's"]],
    ['${{ 1.50 }}', ['1.5']],
    ['${{ null }}', ['']],
    ["${{ '}}' }}", ['}}']],
    ["${{ format('{0}-{1}-{{0}}', 'a', vars.X) }}", ['a-${vars.X}-{0}']],
    ["${{ format('{1}', 'a') }}", ['${expression}']],
    ["${{ github.ref == 'x' && 'prod' || 'dev' }}", ['prod', 'dev']],
    ["${{ github.ref == 'x' && 'prod' }}", ['false', 'prod']],
    ["${{ vars.X || 'default' }}", ['${vars.X}', 'default']],
    ["${{ 'a' || vars.X }}", ['a']],
    ["${{ '' || 'b' }}", ['b']],
    ["${{ vars.X && 'a' || 'b' }}", ['a', 'b']],
    ['${{ !vars.X }}', ['true', 'false']],
    ["${{ contains(github.ref, 'x') && 'a' || 'b' }}", ['a', 'b']],
    ["${{ case(github.ref == 'a', 'x', github.ref == 'b', 'y', 'z') }}", ['x', 'y', 'z']],
    ['${{ fromJSON(vars.X).name }}', ['${fromJSON()}']],
    ["${{ secrets[format('{0}', 'X')] }}", ['${secrets.*}']],
    ["${{ hashFiles('x') }}", ['${hashFiles()}']],
    ['${{ needs.a.outputs.b }}', ['${needs.a.outputs.b}']],
    ['${{ unknown.X }}', ['${expression}']],
    ['${{ a b }}', ['${expression}']],
    ['${{ }}', ['${expression}']],
    ['${{ half', ['${{ half']],
    ['$${{ vars.X }}', ['$${vars.X}']],
  ])('%j is %j', (value, expected) => {
    expect(fold(value)).toEqual(expected);
  });

  it('see env of the workflow', () => {
    expect(fold('${{ env.A }}/${{ env.b }}', { env: 'A: one, B: "${{ vars.B }}"' })).toEqual(['one/${vars.B}']);
    expect(fold('${{ env.C }}', { env: 'A: one' })).toEqual(['${env.C}']);
    expect(fold('${{ env.A }}', { env: 'A: "${{ env.A }}"' })).toEqual(['${env.A}']);
  });

  it('see inputs of a dispatch', () => {
    const on = (input: string, others = '') => ({
      on: `{ workflow_dispatch: { inputs: { e: { ${input} } } }${others} }`,
    });
    expect(fold('${{ inputs.e }}', on('type: choice, options: [a, b]'))).toEqual(['a', 'b']);
    expect(fold('${{ inputs.E }}', on('type: choice, options: [a, b]', ', push: '))).toEqual(['a', 'b', '']);
    expect(fold("${{ inputs.e || 'c' }}", on('type: choice, options: [a, b]', ', push: '))).toEqual(['a', 'b', 'c']);
    expect(fold('${{ inputs.e }}', on('type: boolean'))).toEqual(['true', 'false']);
    expect(fold('${{ inputs.e }}', on('default: a'))).toEqual(['a', '${inputs.e}']);
    expect(fold('${{ github.event.inputs.e }}', on('type: environment'))).toEqual(['${inputs.e}']);
    expect(fold('${{ inputs.other }}', on('type: boolean'))).toEqual(['${inputs.other}']);
  });

  it('see the matrix', () => {
    const matrix = (text: string) => ({ strategy: `strategy: { matrix: ${text} }` });
    expect(fold('${{ matrix.e }}', matrix('{ e: [dev, prod] }'))).toEqual(['dev', 'prod']);
    expect(fold('${{ matrix.E }}-x', matrix('{ e: [dev], include: [{ e: prod }] }'))).toEqual(['dev-x', 'prod-x']);
    expect(fold('${{ matrix.r }}', matrix('{ e: [dev], include: [{ e: dev, r: eu }] }'))).toEqual(['eu']);
    expect(fold('${{ matrix.r }}', matrix('{ include: [{ e: dev, r: eu }, { e: prod }] }'))).toEqual(['eu', '']);
    expect(fold('${{ matrix.t.name }}', matrix('{ t: [{ name: a }, { name: b }, { x: 1 }] }'))).toEqual(['a', 'b', '']);
    expect(fold('${{ matrix.t }}', matrix('{ t: [{ name: a }] }'))).toEqual(['${matrix.t}']);
    for (const none of ['{}', '{ include: [] }', '{ e: [] }']) {
      expect(fold('${{ matrix.e }} ${{ matrix.f }}', matrix(none)), none).toEqual([' ']);
    }
    expect(fold('${{ matrix.e }}', matrix('{ e: "${{ fromJSON(vars.X) }}" }'))).toEqual(['${matrix.e}']);
    expect(fold('${{ matrix.e }}', matrix('"${{ fromJSON(vars.X) }}"'))).toEqual(['${matrix.e}']);
    expect(fold('${{ matrix.e }}', matrix('{ e: [dev], include: "${{ fromJSON(vars.X) }}" }'))).toEqual([
      '${matrix.e}',
    ]);
    expect(fold('${{ matrix[vars.X] }}', matrix('{ e: [dev] }'))).toEqual(['${matrix.*}']);
  });

  it('stay few', () => {
    const many = Array.from({ length: MAX_ALTERNATIVES + 1 }, (_, i) => `v${i}`).join(', ');
    expect(fold('a${{ matrix.e }}b', { strategy: `strategy: { matrix: { e: [${many}] } }` })).toEqual([
      'a${many values}b',
    ]);
    const two = 'strategy: { matrix: { e: [a, b] } }';
    expect(fold('x-'.concat('${{ matrix.e }}'.repeat(7), '-y'), { strategy: two })).toEqual(['x-${many values}-y']);
  });

  it.each([
    ['deep', `\${{ ${'('.repeat(10_000)}1${')'.repeat(10_000)} }}`],
    ['long', `\${{ ${'a == '.repeat(4000)}a }}`],
    ['chained', `\${{ github.a${' == github.a'.repeat(1500)} }}`],
    ['negated', `\${{ ${'!'.repeat(10_000)}1 }}`],
    ['many', '${{ vars.X }}'.repeat(5000)],
  ])('end where they are %s', (_, value) => {
    const string = stepOf(pipelineOf(`on: push\njobs:\n  a:\n    steps:\n      - run: ${JSON.stringify(value)}\n`)).run;
    expect([1, 2]).toContain(string?.patterns.length);
    expect(string?.expressions.length).toBeGreaterThan(0);
    for (const { references } of string?.expressions ?? []) expect(references.length).toBeLessThan(2);
  });
});
