import { describe, expect, it } from 'vitest';
import { type DeviceCode, DeviceCodeTokens } from '../../../src/vscode/infrastructure/tenant/device-code-tokens.ts';

const CODE = { userCode: 'KEYL3SS00', verificationUri: 'https://login.example/device' };

/** A sign-in that shows its code when told to, and ends when told to. */
function startSignIn() {
  const shown: DeviceCode[] = [];
  const waiting: { resolve(token: string): void; reject(error: Error): void }[] = [];
  let tell: (code: typeof CODE) => void = () => undefined;
  const tokens = new DeviceCodeTokens(
    (listener) => {
      tell = listener;
      return {
        getToken: () => new Promise((resolve, reject) => waiting.push({ resolve, reject })),
      };
    },
    (code) => shown.push(code),
  );
  return { tokens, shown, waiting, showCode: () => tell(CODE) };
}

async function hasEnded(code: DeviceCode | undefined): Promise<boolean> {
  const later = new Promise<boolean>((resolve) => setTimeout(() => resolve(false)));
  return Promise.race([code?.ended.then(() => true) ?? false, later]);
}

describe('a device code', () => {
  it('is shown until it was typed', async () => {
    const { tokens, shown, waiting, showCode } = startSignIn();
    const token = tokens.getToken({ scopes: [] });
    showCode();
    expect(shown).toMatchObject([CODE]);
    expect(await hasEnded(shown[0])).toBe(false);
    waiting[0]?.resolve('token');
    expect(await token).toBe('token');
    expect(await hasEnded(shown[0])).toBe(true);
  });

  it('is shown until it has expired', async () => {
    const { tokens, shown, waiting, showCode } = startSignIn();
    const token = tokens.getToken({ scopes: [] });
    showCode();
    waiting[0]?.reject(new Error('expired_token'));
    await expect(token).rejects.toThrow('expired_token');
    expect(await hasEnded(shown[0])).toBe(true);
  });

  it('is shown until the sign-in is cancelled, and not at all if it comes after that', async () => {
    const { tokens, shown, showCode } = startSignIn();
    const controller = new AbortController();
    const token = tokens.getToken({ scopes: [], signal: controller.signal });
    showCode();
    controller.abort(new Error('cancelled'));
    await expect(token).rejects.toThrow('cancelled');
    expect(await hasEnded(shown[0])).toBe(true);
    showCode();
    expect(shown).toHaveLength(1);
  });

  it('is shown until the person cancels it, and another one can be asked for then', async () => {
    const { tokens, shown, waiting, showCode } = startSignIn();
    const token = tokens.getToken({ scopes: [] });
    showCode();
    shown[0]?.cancel();
    await expect(token).rejects.toMatchObject({ name: 'UserCancelledError' });
    expect(await hasEnded(shown[0])).toBe(true);
    const again = tokens.getToken({ scopes: [] });
    waiting[1]?.resolve('token');
    expect(await again).toBe('token');
  });

  it('is shown as long as anybody waits for it', async () => {
    const { tokens, shown, waiting, showCode } = startSignIn();
    const both = [tokens.getToken({ scopes: ['a'] }), tokens.getToken({ scopes: ['b'] })];
    showCode();
    waiting[0]?.resolve('a');
    await both[0];
    expect(await hasEnded(shown[0])).toBe(false);
    waiting[1]?.resolve('b');
    expect(await Promise.all(both)).toEqual(['a', 'b']);
    expect(await hasEnded(shown[0])).toBe(true);
  });
});
