/** What clients have asked for. */
export class Statistics {
  requests = 0;
  /** Parts of batches, which count as requests of their own against the quota. */
  batchParts = 0;
  resourceUnits = 0;
  throttled = 0;
  /** Requests by method and path template: `GET /v1.0/applications`. */
  readonly byOperation = new Map<string, number>();

  see(operation: string): void {
    this.byOperation.set(operation, (this.byOperation.get(operation) ?? 0) + 1);
  }

  clear(): void {
    this.requests = 0;
    this.batchParts = 0;
    this.resourceUnits = 0;
    this.throttled = 0;
    this.byOperation.clear();
  }

  toJSON(): Readonly<Record<string, unknown>> {
    const { requests, batchParts, resourceUnits, throttled, byOperation } = this;
    return { requests, batchParts, resourceUnits, throttled, byOperation: Object.fromEntries([...byOperation].sort()) };
  }
}
