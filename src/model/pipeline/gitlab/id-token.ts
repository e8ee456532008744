import { type Edits, insertPairs } from '../../../syntax/yaml/index.ts';
import type { Job } from '../pipeline.ts';
import { ahead, behind } from '../yaml/editor.ts';
import { originOf } from '../yaml/strings.ts';

/**
 * Lets a GitLab job ask for a token under the name of a variable. `undefined` where the job stands behind an alias, or
 * takes tokens from elsewhere: `id_tokens` of a job replaces that of `default`.
 */
export function addIdToken(job: Job, name: string, audience: string): Edits {
  const origin = originOf(job);
  const mapping = origin && !origin.shared ? origin.node : undefined;
  if (!origin || mapping?.kind !== 'mapping') return undefined;
  const token = { name, value: [{ name: 'aud', value: audience }] };
  const tokens = mapping.get('id_tokens');
  if (tokens) return tokens.value?.kind === 'mapping' ? insertPairs(origin.file, tokens.value, [token]) : undefined;
  if (job.idTokens.length > 0) return undefined;
  const place =
    ahead(mapping, ['before_script', 'script', 'after_script']) ?? behind(mapping, ['stage', 'extends', 'image']);
  return insertPairs(origin.file, mapping, [{ name: 'id_tokens', value: [token] }], place);
}
