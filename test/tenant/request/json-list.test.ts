import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenJsonError, readListBody } from '../../../src/tenant/request/json-list.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a body with a list', () => {
  it('reads as JSON.parse reads it, however it is written', () => {
    const body = fc.record({
      before: fc.jsonValue(),
      value: fc.array(fc.jsonValue()),
      after: fc.jsonValue(),
    });
    fc.assert(
      fc.property(body, fc.constantFrom(undefined, 1, '\t', '\r\n '), fc.boolean(), (object, space, hasMark) => {
        const text = JSON.stringify(object, undefined, space);
        const { items, rest } = readListBody(bytes(hasMark ? `\ufeff${text}` : text), 'value');
        const { value, ...others } = JSON.parse(text);
        expect([...(items ?? [])]).toEqual(value);
        expect(items?.length).toBe(value.length);
        expect(rest).toEqual(others);
      }),
    );
  });

  it('gives its text up when it was gone through, or left in the middle', () => {
    const whole = bytes('{"value":[1,"a\\"]}",{"b":[{}]}]}');
    const all = readListBody(whole, 'value').items;
    expect([...(all ?? [])]).toEqual([1, 'a"]}', { b: [{}] }]);
    expect(whole.buffer.byteLength).toBe(0);
    expect(all?.length).toBe(3);
    const left = bytes('{"value":[1,2]}');
    for (const first of readListBody(left, 'value').items ?? []) {
      expect(first).toBe(1);
      break;
    }
    expect(left.buffer.byteLength).toBe(0);
  });

  it('is told from one whose list is none, and from one of another name', () => {
    expect(readListBody(bytes('{"value":{"a":[1]}}'), 'value')).toEqual({
      items: undefined,
      rest: { value: { a: [1] } },
    });
    expect(readListBody(bytes(' {"data" : [ ] , "v\\u0061lue": [ 2 ] } '), 'value').items?.length).toBe(1);
    expect(readListBody(bytes('{}'), 'value')).toEqual({ items: undefined, rest: {} });
  });

  it('keeps a property called __proto__ for what it is', () => {
    const { rest } = readListBody(bytes('{"__proto__":{"isAdmin":true},"value":[]}'), 'value');
    expect(Object.getPrototypeOf(rest)).toBe(Object.prototype);
    expect(Object.keys(rest)).toEqual(['__proto__']);
  });

  it('that breaks off anywhere is broken, and says nothing of what it held', () => {
    const text = '{"@odata.context":"x","value":[{"id":"secret","n":[1,2]},{"id":"b"}],"@odata.nextLink":"y"}';
    for (let length = 0; length < text.length; length += 1) {
      expect(() => readListBody(bytes(text.slice(0, length)), 'value'), text.slice(0, length)).toThrow(BrokenJsonError);
    }
    for (const broken of [
      '',
      '[]',
      '7',
      `${text}x`,
      '{"value":[1,]}',
      '{"value":[1 2]}',
      '{"a":1,}',
      '{a:1}',
      '{"a"}',
    ]) {
      expect(() => readListBody(bytes(broken), 'value'), broken).toThrow(BrokenJsonError);
    }
    const { items } = readListBody(bytes('{"value":[{"id":secret}]}'), 'value');
    expect(() => [...(items ?? [])]).toThrow(new BrokenJsonError());
  });

  it('may be nested as deep as it likes', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(readListBody(bytes(`{"value":[${deep},1]}`), 'value').items?.length).toBe(2);
  });
});
