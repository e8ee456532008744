import type { GraphClient } from '../graph/client.ts';
import type { Fact } from '../store/facts.ts';
import { APPLICATIONS, SERVICE_PRINCIPALS } from './collections.ts';
import type { Raw } from './raw.ts';

/**
 * Reads one application or service principal anew, as a walk over all of them would.
 * @throws ServiceFailure
 */
export async function readOne<Section extends 'applications' | 'service-principals'>(
  section: Section,
  objectId: string,
  { graph, signal }: { readonly graph: GraphClient; readonly signal?: AbortSignal | undefined },
): Promise<Fact<Section> | undefined> {
  const { path, version, what, fact } = section === 'applications' ? APPLICATIONS : SERVICE_PRINCIPALS;
  const [collection = '', query = ''] = path.split('?');
  const select = query.split('&').find((option) => option.startsWith('$select=')) ?? '';
  const item = await graph.read(`${collection}/${objectId}?${select}`, { what, version, signal });
  return fact(item as Raw) as Fact<Section> | undefined;
}
