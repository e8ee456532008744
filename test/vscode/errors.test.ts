import { beforeEach, describe, expect, it } from 'vitest';
import { ErrorBoundary, OperationError, UserCancelledError } from '../../src/vscode/infrastructure/errors.ts';
import { describeError, type Log } from '../../src/vscode/infrastructure/log.ts';
import { answers, CancellationError, shown } from './vscode-stub.ts';

const logged: string[] = [];
let logsShown = 0;
const log = { error: (message: string) => logged.push(message), show: () => (logsShown += 1) } as unknown as Log;
const boundary = new ErrorBoundary(log);

beforeEach(() => {
  logged.length = 0;
  shown.length = 0;
  answers.length = 0;
  logsShown = 0;
});

describe('ErrorBoundary', () => {
  it('passes results on', async () => {
    expect(await boundary.run('Work', async () => 42)).toBe(42);
    expect(shown).toEqual([]);
  });

  it.each([new UserCancelledError(), new CancellationError()])(
    'is silent about a cancelled command: %s',
    async (error) => {
      expect(
        await boundary.run('Work', () => {
          throw error;
        }),
      ).toBeUndefined();
      expect([shown, logged]).toEqual([[], []]);
    },
  );

  it('knows errors of a file that is loaded later, whose classes are others', async () => {
    class Foreign extends Error {
      readonly actions = [];
    }
    const thrower = (name: string) => () => {
      throw Object.assign(new Foreign('Say this.'), { name });
    };
    await boundary.run('Work', thrower('UserCancelledError'));
    expect([shown, logged]).toEqual([[], []]);
    await boundary.run('Work', thrower('OperationError'));
    expect(shown.map(({ message }) => message)).toEqual(['Say this.']);
  });

  it('shows what to do about a failure, with its buttons, and does it', async () => {
    let opened = 0;
    const error = new OperationError('The file is read-only. Make it writable.', {
      actions: [{ title: 'Open Settings', run: () => (opened += 1) }],
    });
    answers.push('Open Settings');
    await boundary.run('Work', () => Promise.reject(error));
    await expect.poll(() => opened).toBe(1);
    expect(shown).toEqual([
      { message: 'The file is read-only. Make it writable.', buttons: ['Open Settings', 'Show Log'] },
    ]);
  });

  it('hides the message of an unexpected error, which may quote a file, and offers the log', async () => {
    answers.push('Show Log');
    await boundary.run('Work', () => Promise.reject(new TypeError('unexpected token hunter2')));
    await expect.poll(() => logsShown).toBe(1);
    expect(shown[0]?.message).toBe('Work failed unexpectedly. The log has the details.');
    expect(JSON.stringify([shown, logged])).not.toContain('hunter2');
  });

  it('only logs what nobody asked for', async () => {
    expect(await boundary.runQuietly('Work', () => Promise.reject(new Error('no')))).toBeUndefined();
    expect(shown).toEqual([]);
    expect(logged).toEqual(['Work failed.']);
  });
});

describe('describeError', () => {
  it('keeps classes, frames and causes, and no message', () => {
    const error = new RangeError('secret one', { cause: new TypeError('secret two') });
    const text = describeError(error);
    expect(text).toMatch(/^RangeError\n\s+at /);
    expect(text).toContain('caused by TypeError');
    expect(text).not.toContain('secret');
  });

  it('ends with causes in a circle, and takes what is no error', () => {
    const error = new Error('a');
    error.cause = error;
    expect(describeError(error).match(/caused by/g)).toHaveLength(4);
    expect(describeError('text')).toBe('a thrown string');
  });
});
