import { describe, expect, it } from 'vitest';
import { Memory } from '../../src/text/memory.ts';

describe('Memory', () => {
  it('remembers a value of an object, undefined too', () => {
    const memory = new Memory<object, string | undefined>();
    const [one, other] = [{}, []];
    expect([memory.has(one), memory.get(one)]).toEqual([false, undefined]);
    expect(memory.set(one, 'a').get(one)).toBe('a');
    memory.set(one, 'b').set(other, undefined);
    expect([memory.get(one), memory.has(other), memory.get(other)]).toEqual(['b', true, undefined]);
  });

  it('keeps what different memories know of an object apart', () => {
    const key = {};
    const [first, second] = [new Memory<object, number>(), new Memory<object, number>()];
    first.set(key, 1);
    expect(second.has(key)).toBe(false);
    second.set(key, 2);
    expect([first.get(key), second.get(key)]).toEqual([1, 2]);
  });

  it('is not seen in the object, and does not go along with a copy', () => {
    const key = { a: 1 };
    const memory = new Memory<object, number>().set(key, 1);
    expect(key).toEqual({ a: 1 });
    expect(Object.keys(key)).toEqual(['a']);
    expect(JSON.stringify(key)).toBe('{"a":1}');
    expect(memory.has({ ...key })).toBe(false);
    expect(memory.has(structuredClone(key))).toBe(false);
  });
});
