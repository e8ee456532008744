import { graphBody } from '../../policy-writing/graph-body.ts';
import { newlyBlocked, type PolicySimulation } from '../simulation.ts';

/** Raised when a reader of the version before would misunderstand the report. */
const REPORT_VERSION = 1;

/** The whole simulation for programs. @param toolVersion of Keyless */
export function simulationJson(simulation: PolicySimulation, toolVersion: string): string {
  const { tenantName, asOf, drafts, differences, counts, today, notConcerned, identities, notes } = simulation;
  const report = {
    version: REPORT_VERSION,
    tool: { name: 'keyless', version: toolVersion },
    tenant: tenantName,
    asOf,
    policies: drafts.map((draft, index) => ({
      kind: draft.kind,
      policy: graphBody(draft),
      changes: differences[index] ?? [],
    })),
    counts: { simulated: counts, today, newlyBlocked: newlyBlocked(simulation).length, notConcerned },
    notes,
    identities: identities.map((each) => ({ ...each, created: each.created ?? null })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
