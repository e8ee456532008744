import type { KubernetesModel } from '../../model/kubernetes/index.ts';
import type { Entry } from '../../model/pipeline/pipeline.ts';
import { DAPR_CREDENTIALS, SECRET_KEY } from '../catalogue/kubernetes-credentials.ts';
import { environmentCredential } from '../catalogue/workflow-credentials.ts';
import type { Places } from '../hardcoded-credential/places.ts';
import type { RuleContext } from '../rule.ts';
import { isNamedSecret } from '../support/named-secret.ts';
import { isPlaceholder } from '../support/placeholder.ts';
import type { MANIFEST_LITERAL_MESSAGES } from './hardcoded-messages.ts';

/** Values of containers, Secrets, components and charts that are secrets as they stand. */
export function checkManifests(
  { variables, document }: KubernetesModel,
  places: Places,
  context: RuleContext<keyof typeof MANIFEST_LITERAL_MESSAGES>,
): void {
  for (const { entry } of variables) {
    const isCertain = isCredential(entry);
    if (!isCertain && document.kind === 'helm-values' && isListed(entry)) continue;
    if (!isSecret(entry, isCertain) || !places.take(entry.value.range)) continue;
    const isEncoded = !document.source.slice(entry.value.range).includes(entry.value.raw.trim().slice(0, 4));
    context.report({
      messageId: 'manifest',
      data: { name: entry.name, encoding: isEncoded ? ' (base64 hides nothing)' : '' },
      range: entry.value.range,
      ...(isCertain ? {} : { confidence: 'medium' }),
    });
  }
}

/** A name that says by itself that it holds the credential of an application. */
function isCredential({ name }: Entry): boolean {
  if (/path$/i.test(name)) return false;
  return (
    environmentCredential(name) !== undefined ||
    SECRET_KEY.test(lastPart(name)) ||
    DAPR_CREDENTIALS[name.toLowerCase()] !== undefined
  );
}

/** `a.b.secretKeys.adminPasswordKey` names a key of a Secret; so does whatever ends in its name. */
function isListed({ name }: Entry): boolean {
  return /(?:^|\.)(?:existing\w*|\w*(?:secret|key)(?:ref|keys?|names?)|\w*selector)(?:\.|$)/i.test(name);
}

function isSecret({ name, value }: Entry, isCertain: boolean): boolean {
  if (value.expressions.length > 0) return false;
  if (isCertain) return !isPlaceholder(value.raw);
  return isNamedSecret(lastPart(name), value.raw);
}

/** The key itself of a key path. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
