import { ArmClient } from '../../../src/tenant/arm/client.ts';
import { GraphClient } from '../../../src/tenant/graph/client.ts';
import { type Clock, SYSTEM_CLOCK } from '../../../src/tenant/request/clock.ts';
import type { TokenSource } from '../../../src/tenant/request/token-source.ts';
import type { Emulator } from '../../emulator/start.ts';

const STARTED = Date.now();
const SPEED = 1_000;

/** Time that runs a thousand times as fast: the services' limits are in seconds, and tests need not sit them out. */
export const FAST: Clock = {
  now: () => STARTED + (Date.now() - STARTED) * SPEED,
  wait: (milliseconds, signal) => SYSTEM_CLOCK.wait(milliseconds / SPEED, signal),
};

/** Tokens as the emulator issues them, for whatever it is asked. */
export function tokensOf(emulator: Emulator): TokenSource {
  return {
    getToken: async ({ claims }) =>
      emulator.token(['https://graph.microsoft.com/.default'], claims === undefined ? {} : { challenge: claims }),
  };
}

export function clientsOf(emulator: Emulator, clock: Clock = FAST): { graph: GraphClient; arm: ArmClient } {
  const tokens = tokensOf(emulator);
  return {
    graph: new GraphClient({ root: emulator.url, tokens, clock }),
    arm: new ArmClient({
      root: emulator.url,
      tokens: { getToken: async () => emulator.token(['https://management.azure.com/.default']) },
      clock,
    }),
  };
}
