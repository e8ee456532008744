import { render } from '../../model/patterns.ts';
import type { PipelineString } from '../../model/pipeline/pipeline.ts';
import { REGISTRY_HOST } from '../catalogue/registry-credentials.ts';

/** Whether an image is of an Azure registry: the host stands before the first slash, behind it may be any name. */
export function isOfAzureRegistry({ raw, patterns }: PipelineString): boolean {
  return [raw, ...patterns.map(render)].some((text) => REGISTRY_HOST.test(text.split('/', 1)[0] ?? ''));
}
