/**
 * `npm run emulator -- [--apps N] [--snapshot FILE] [--port P] [--latency MS] [--seed N]`: a tenant on loopback until it
 * is stopped. Without options it serves the demo tenant.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import { readAt } from '../../src/tenant/snapshot/shift.ts';
import { startEmulator } from './start.ts';

const DEMO = new URL('../../media/demo-tenant.json', import.meta.url);

const { values } = parseArgs({
  options: {
    apps: { type: 'string' },
    snapshot: { type: 'string' },
    port: { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
  },
});

const emulator = await startEmulator({
  tenant:
    values.apps === undefined
      ? readAt(parseSnapshot(readFileSync(values.snapshot ?? DEMO, 'utf8')), Date.now())
      : { applications: Number(values.apps), seed: Number(values.seed) },
  port: Number(values.port),
  latencyMilliseconds: Number(values.latency),
});

process.stdout.write(`${emulator.url}\ntenant ${emulator.tenant.id} (${emulator.tenant.displayName})\n`);
process.once('SIGINT', () => void emulator.stop());
process.once('SIGTERM', () => void emulator.stop());
