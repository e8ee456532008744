import { Faults } from './faults.ts';
import { Quota } from './graph/quota.ts';
import { Consents } from './login/consents.ts';
import { Statistics } from './statistics.ts';
import type { EmulatedTenant } from './tenant/tenant.ts';

/** How the service behaves beyond what the tenant holds. May be changed while it runs. */
export interface Behaviour {
  /** Before every answer. */
  latencyMilliseconds: number;
  /** Whether the limits of Graph are enforced; they are counted in any case. */
  isThrottling: boolean;
  /** Properties that no documentation names, in every object. */
  hasUnknownProperties: boolean;
  /** Objects of a type that no documentation names, in lists of directory objects. */
  hasUnknownKinds: boolean;
  /** For so long after a write, lists of federated credentials show what was before. */
  federatedLagMilliseconds: number;
  /** How long Azure takes to write a federated credential: a parallel write meets it. */
  federatedWriteMilliseconds: number;
  /** Page tokens issued before this moment have expired; milliseconds since 1970. */
  pageTokensSince: number;
  /** Delta tokens of changes before this one have expired. */
  deltaSince: number;
}

/** Everything one emulator keeps. */
export class EmulatorState {
  readonly tenant: EmulatedTenant;
  readonly behaviour: Behaviour;
  readonly faults: Faults;
  readonly consents = new Consents();
  readonly statistics = new Statistics();
  readonly quota: Quota;
  readonly now: () => number;
  /** Lists as they were before a write, by the id of their application. */
  readonly stale = new Map<string, { readonly until: number; readonly list: readonly unknown[] }>();

  constructor(tenant: EmulatedTenant, behaviour: Partial<Behaviour>, now: () => number = Date.now) {
    this.tenant = tenant;
    this.now = now;
    this.faults = new Faults();
    this.quota = new Quota(now);
    this.behaviour = {
      latencyMilliseconds: 0,
      isThrottling: true,
      hasUnknownProperties: false,
      hasUnknownKinds: false,
      federatedLagMilliseconds: 0,
      federatedWriteMilliseconds: 100,
      pageTokensSince: 0,
      deltaSince: 0,
      ...behaviour,
    };
  }
}
