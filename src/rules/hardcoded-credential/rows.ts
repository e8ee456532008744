import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Property } from '../../model/value.ts';
import type { Range } from '../../text/range.ts';
import { isSecretName } from '../catalogue/secret-names.ts';
import type { Fix, RelatedLocation } from '../finding.ts';
import { keylessFix } from '../support/companion/keyless-fix.ts';
import { type CredentialPlace, credentialPlaces } from '../support/credential-places.ts';
import { holdsCredential, holdsKnownCredential } from '../support/credential-text.ts';
import { isPlaceholder, looksSecret } from '../support/placeholder.ts';
import { writtenText } from '../support/secret-state.ts';
import { valueState } from '../support/value-state.ts';
import type { HardcodedCredentialContext } from './messages.ts';
import { secureParameterFix } from './parameter-fixes.ts';
import type { Places } from './places.ts';
import { withRevocation } from './revocation.ts';

/** Literal text where the catalogue knows a credential to stand. */
export function checkRows(
  resource: Resource,
  model: InfrastructureModel,
  places: Places,
  context: HardcodedCredentialContext,
): void {
  if (resource.mode === 'existing') return;
  const target = armView(resource) ?? resource;
  for (const place of credentialPlaces(target)) {
    const written = writtenAt(place);
    if (!written || !places.take(written.range)) continue;
    const { row, name } = place;
    context.report({
      messageId: 'credential',
      data: {
        name,
        credential: /^any|setting/i.test(row.credential ?? 'any') ? 'secret' : (row.credential ?? 'secret'),
        of: row.service ?? row.type,
        instead: insteadOf(place, model),
      },
      range: written.range,
      related: written.related,
      ...(place.evidence === 'always' ? {} : { confidence: 'medium' }),
      fixes: written.isHere ? fixesFor(place, model, context) : [],
    });
  }
}

function insteadOf({ row }: CredentialPlace, model: InfrastructureModel): string {
  const parameter = model.language === 'terraform' ? 'variable' : 'parameter';
  const { alternative } = row.fix;
  return row.profile === 'secret-replaceable' && alternative
    ? `use this instead: ${alternative}`
    : `pass the value as a secret ${parameter} from Key Vault`;
}

function fixesFor(
  { property, resource }: CredentialPlace,
  model: InfrastructureModel,
  context: HardcodedCredentialContext,
): readonly Fix[] {
  // A view on a body of azapi is not edited here.
  if (resource.language === 'terraform' && resource.type.includes('/')) return [];
  const keyless = withRevocation(keylessFix(context.workspace, resource, property));
  const secure = secureParameterFix(resource, property, model);
  return secure ? [...keyless, secure] : keyless;
}

interface WrittenCredential {
  readonly range: Range;
  readonly isHere: boolean;
  readonly related: readonly RelatedLocation[];
}

function writtenAt(place: CredentialPlace): WrittenCredential | undefined {
  const { value } = place.property;
  const text = writtenText(value);
  if (text) {
    return isCredential(place, text.text) ? { range: text.range, isHere: text.isHere, related: [] } : undefined;
  }
  const { state, location } = valueState(value);
  if (state === 'interpolated-literal' && place.evidence !== 'named' && holdsKnownCredential(value)) {
    return { range: value.range, isHere: true, related: [] };
  }
  return state === 'literal' && isCertainly(place) && location.uri !== value.uri
    ? { range: value.range, isHere: false, related: [{ ...location, message: 'The secret is written here.' }] }
    : undefined;
}

/** Of a value that is followed to another file, every text it can be must be a credential. */
function isCertainly(place: CredentialPlace): boolean {
  const { patterns } = place.property.value;
  return (
    patterns.length > 0 &&
    patterns.every(({ parts: [part, another] }) => part?.kind === 'known' && !another && isCredential(place, part.text))
  );
}

/** Only what could be one is: a mark such as `*` or a word for a file stands in some of the places, too. */
function isCredential(place: CredentialPlace, text: string): boolean {
  const { row, evidence, name, property } = place;
  if (isPlaceholder(text) || isNoSecret(property)) return false;
  if (holdsCredential(text)) return true;
  if (evidence === 'text') return /sas|token/i.test(row.path) && /(?:^|[?&])sig=/i.test(text);
  if (evidence === 'always') return text.trim().length > 3;
  return (isSecretName(name) || isOnlyForSecrets(place)) && looksSecret(text);
}

const SECRETS_ONLY =
  /(?:^|\.)secrets?(?:\[\])?\.value$|secure_?value$|secret_?value$|plaintext_value$|protected_?parameters|(?:key|credential|cert|password)$/i;

/** Places of any value that take secrets only: by their path, or since what they hold is handed to a pipeline as one. */
function isOnlyForSecrets({ row, property }: CredentialPlace): boolean {
  const { path, kind, credential = '' } = row;
  if (kind === 'secret-distribution' && /client secret/i.test(credential)) return true;
  return path.toLowerCase().endsWith(property.name.toLowerCase()) && SECRETS_ONLY.test(path);
}

/** A file that holds it, or text that only the receiver can read. */
function isNoSecret({ name }: Property): boolean {
  return /_path$|_file$|encrypted/i.test(name);
}
