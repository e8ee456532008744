/** The parts of an Azure resource id that people read. */
export interface ResourceIdParts {
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  /** `Microsoft.Web/sites`, of the innermost resource, as the id spells it. */
  readonly type?: string;
  readonly name: string;
}

/** Reads a resource id; what is not there is left out. The name is the last segment. */
export function resourceIdParts(id: string): ResourceIdParts {
  const segments = id.split('/').filter((segment) => segment !== '');
  const after = (key: string) => {
    const index = segments.findIndex((segment) => segment.toLowerCase() === key);
    return index < 0 ? undefined : segments[index + 1];
  };
  const subscriptionId = after('subscriptions')?.toLowerCase();
  const resourceGroup = after('resourcegroups');
  const type = resourceType(segments);
  return {
    name: segments.at(-1) ?? id,
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...(resourceGroup === undefined ? {} : { resourceGroup }),
    ...(type === undefined ? {} : { type }),
  };
}

/** The subscription of a resource id or a scope, lower case; the same as `resourceIdParts` says. */
export function subscriptionOfId(id: string): string | undefined {
  return /(?:^|\/)subscriptions\/+([^/]+)/i.exec(id)?.[1]?.toLowerCase();
}

function resourceType(segments: readonly string[]): string | undefined {
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const namespace = segments[provider + 1];
  if (provider < 0 || namespace === undefined) return undefined;
  const types = segments.slice(provider + 2).filter((_, index) => index % 2 === 0);
  return types.length === 0 ? undefined : [namespace, ...types].join('/');
}
