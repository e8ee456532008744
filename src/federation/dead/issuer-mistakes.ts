import { platformOfIssuer } from '../issuers/registry.ts';
import { runs } from '../patterns/literal.ts';
import type { DeadReason, DeadReasonId } from './dead-reason.ts';

const DISCOVERY_PATH = '/.well-known/openid-configuration';

/** The issuer without its mistakes: what tokens of the platform carry. */
export function meantIssuer(issuer: string): string {
  return issuerMistakes(issuer).reduce(
    (text, { repair }) => (repair?.kind === 'replace' ? text.replace(repair.find, () => repair.by) : text),
    issuer,
  );
}

/** Entra compares `iss` byte for byte and trims nothing (Learn, "Workload identity federation considerations"). */
export function issuerMistakes(issuer: string): readonly DeadReason[] {
  const known = runs(issuer);
  const first = known[0] ?? '';
  const last = known.at(-1) ?? '';
  const found: DeadReason[] = [];
  const add = (id: DeadReasonId, explanation: string, find: string, by: string) =>
    found.push({
      id,
      property: 'issuer',
      explanation,
      certainty: 'certain',
      repair: { kind: 'replace', find, by },
    });
  let repaired = issuer;
  if (first !== first.trimStart() || last !== last.trimEnd()) {
    repaired = repaired.trim();
    const [run, by] = first !== first.trimStart() ? [first, first.trimStart()] : [last, last.trimEnd()];
    add('issuer-whitespace', 'The issuer has blanks around it, which no token has.', run, by);
  }
  if (repaired.startsWith('http://')) {
    repaired = repaired.replace('http://', 'https://');
    add(
      'issuer-not-https',
      'The issuer begins with http://; Entra takes only https:// issuers.',
      'http://',
      'https://',
    );
  }
  if (known.length === 1 && !repaired.includes('://') && platformOfIssuer(`https://${repaired}`)) {
    add('issuer-not-https', 'The issuer is written without https://.', repaired, `https://${repaired}`);
    repaired = `https://${repaired}`;
  }
  if (repaired.endsWith(DISCOVERY_PATH)) {
    repaired = repaired.slice(0, -DISCOVERY_PATH.length);
    add(
      'issuer-discovery-url',
      'The issuer is the address of the discovery document; tokens carry the part before /.well-known.',
      DISCOVERY_PATH,
      platformOfIssuer(`${repaired}/`) ? '/' : '',
    );
  }
  if (found.length > 0 || platformOfIssuer(repaired)) return found;
  if (repaired.endsWith('/') && platformOfIssuer(repaired.slice(0, -1))) {
    add(
      'issuer-trailing-slash',
      'The issuer ends with a slash, which its tokens do not have.',
      last,
      last.slice(0, -1),
    );
  } else if (platformOfIssuer(`${repaired}/`)) {
    add('issuer-missing-slash', 'The tokens of this issuer end with a slash, which is missing.', last, `${last}/`);
  } else if (known.length === 1 && platformOfIssuer(repaired.toLowerCase())) {
    add('issuer-case', 'The tokens of this issuer write it in lower case.', repaired, repaired.toLowerCase());
  }
  return found;
}
