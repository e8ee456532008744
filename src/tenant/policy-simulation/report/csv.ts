import type { PolicySimulation, SimulatedIdentity } from '../simulation.ts';

const COLUMNS: readonly (keyof SimulatedIdentity)[] = [
  'displayName',
  'clientId',
  'objectId',
  'kind',
  'created',
  'outcome',
  'today',
  'liveSecrets',
  'liveCertificates',
  'nextSecret',
  'nextCertificate',
  'because',
];

/** One line for each identity, RFC 4180. */
export function simulationCsv({ identities }: PolicySimulation): string {
  const lines = identities.map((identity) => COLUMNS.map((column) => field(identity[column])).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

/** A name that begins as a formula does must not become one in a spreadsheet. */
function field(value: string | number | undefined): string {
  const text = String(value ?? '').replaceAll('`', '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
