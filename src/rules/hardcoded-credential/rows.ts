import type { InfrastructureModel } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Property } from '../../model/value.ts';
import type { Range } from '../../text/range.ts';
import type { CatalogueRow } from '../catalogue/infrastructure/index.ts';
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

/** Literal text where the catalogue knows that nothing but a credential stands. */
export function checkCredentials(
  model: InfrastructureModel,
  places: Places,
  context: HardcodedCredentialContext,
): void {
  check(model, places, context, ({ evidence }) => evidence === 'always');
}

/**
 * Literal text that holds a credential where the catalogue knows that one may stand. A format says more exactly what
 * it is, so this comes after those.
 */
export function checkPossibleCredentials(
  model: InfrastructureModel,
  places: Places,
  context: HardcodedCredentialContext,
): void {
  check(model, places, context, ({ evidence }) => evidence !== 'always');
}

function check(
  model: InfrastructureModel,
  places: Places,
  context: HardcodedCredentialContext,
  isMeant: (place: CredentialPlace) => boolean,
): void {
  for (const resource of model.resources) {
    if (resource.mode === 'existing') continue;
    for (const place of credentialPlaces(armView(resource) ?? resource)) {
      const written = isMeant(place) ? writtenAt(place) : undefined;
      if (written && places.take(written.range)) report(place, written, model, context);
    }
  }
}

function report(
  place: CredentialPlace,
  { range, related, isHere }: WrittenCredential,
  model: InfrastructureModel,
  context: HardcodedCredentialContext,
): void {
  const { row, name, evidence } = place;
  const parameter = model.language === 'terraform' ? 'variable' : 'parameter';
  const where = {
    range,
    related,
    ...(evidence === 'always' ? {} : { confidence: 'medium' as const }),
    fixes: isHere ? fixesFor(place, model, context) : [],
  };
  if (evidence === 'named') {
    context.report({ messageId: 'property', data: { name, parameter }, ...where });
    return;
  }
  const { alternative } = row.fix;
  const instead =
    row.profile === 'secret-replaceable' && alternative
      ? `use this instead: ${alternative}`
      : `pass the value as a secret ${parameter} from Key Vault`;
  const { service = row.type } = row;
  const credential = credentialWords(row);
  context.report({ messageId: 'credential', data: { name, credential, of: service, instead }, ...where });
}

/** `client secret (social)` says more than a message needs, and `any secret` less. */
function credentialWords({ credential = 'any' }: CatalogueRow): string {
  return /\bany\b/i.test(credential) ? 'password, key or token' : credential.replace(/\s*\(.*/, '');
}

function fixesFor(
  { property, resource, row }: CredentialPlace,
  model: InfrastructureModel,
  context: HardcodedCredentialContext,
): readonly Fix[] {
  // A view on a body of azapi is not edited here.
  if (resource.language === 'terraform' && resource.type.includes('/')) return [];
  // An administrator without a password is another one, whom the file does not name.
  const isAdmin = row.rule === 'admin-credential';
  const keyless = isAdmin ? [] : withRevocation(keylessFix(context.workspace, resource, property));
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
  if (place.evidence === 'text' && holdsKnownCredential(value)) {
    return { range: value.range, isHere: false, related: [] };
  }
  const { state, location } = valueState(value);
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
function isOnlyForSecrets({ row, name, property }: CredentialPlace): boolean {
  const { path, kind, credential = '' } = row;
  if (kind === 'secret-distribution' && /client secret/i.test(credential)) return true;
  const isWhole = [name, property.name].some((one) => path.toLowerCase().endsWith(one.toLowerCase()));
  return isWhole && SECRETS_ONLY.test(path);
}

/** A file that holds it, or text that only the receiver can read. */
function isNoSecret({ name }: Property): boolean {
  return /_path$|_file$|encrypted/i.test(name);
}
