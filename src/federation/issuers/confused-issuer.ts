import { PLATFORMS, platformOfIssuer } from './registry.ts';

/** An issuer that no token has, where it is plain what was meant. */
export interface ConfusedIssuer {
  /** A whole sentence. */
  readonly explanation: string;
  /** The issuer that was meant; undefined where only the platform shows it. */
  readonly right: string | undefined;
}

interface Confusion {
  readonly wrong: RegExp;
  readonly explanation: string;
  /** `$1` is what the expression caught. */
  readonly right?: string;
}

const TENANT = '([0-9A-Za-z.-]+)';

/** Addresses of platforms that are not the `iss` of their tokens, by their documentation (see the platforms' entries). */
const CONFUSIONS: readonly Confusion[] = [
  {
    wrong: /^https:\/\/(?:www\.|api\.)?github\.com(?:\/.*)?$/iu,
    explanation: 'This is the address of GitHub; the tokens of GitHub Actions have an issuer of their own.',
    right: 'https://token.actions.githubusercontent.com',
  },
  {
    wrong: /^https:\/\/(?:vstoken\.actions|actions|token|oidc\.actions)\.githubusercontent\.com\/?$/iu,
    explanation: 'The tokens of GitHub Actions have another issuer.',
    right: 'https://token.actions.githubusercontent.com',
  },
  {
    wrong: /^https:\/\/(?:www\.)?gitlab\.com\/.+$/iu,
    explanation: 'The issuer is the instance of GitLab without group or project.',
    right: 'https://gitlab.com',
  },
  {
    wrong: new RegExp(`^https://sts\\.windows\\.net/${TENANT}/?$`, 'iu'),
    explanation: 'Entra ID refuses tokens of its version 1 issuer here (AADSTS700222).',
    right: 'https://login.microsoftonline.com/$1/v2.0',
  },
  {
    wrong: new RegExp(`^https://login\\.(?:microsoftonline|microsoft|windows)\\.(?:com|net)/${TENANT}/?$`, 'iu'),
    explanation: 'The issuer of Entra ID ends with /v2.0.',
    right: 'https://login.microsoftonline.com/$1/v2.0',
  },
  {
    wrong: /^https:\/\/(?:dev\.azure\.com|[\w-]+\.visualstudio\.com)(?:\/.*)?$/iu,
    explanation:
      'This is the address of an organization of Azure DevOps; the issuer is the one that its service connection shows.',
  },
  {
    wrong: /^https:\/\/(?:www\.)?(?:terraform\.io|app\.terraform\.io\/.+)$/iu,
    explanation: 'The issuer of HCP Terraform is its address alone.',
    right: 'https://app.terraform.io',
  },
  {
    wrong: /^https:\/\/(?:www\.)?buildkite\.com(?:\/.*)?$/iu,
    explanation: 'This is the address of Buildkite; its tokens have another issuer.',
    right: 'https://agent.buildkite.com',
  },
  {
    wrong: /^https:\/\/(?:app\.)?circleci\.com(?:\/.*)?$/iu,
    explanation:
      'This is the address of CircleCI; the issuer is https://oidc.circleci.com/org/ and the id of the organization.',
  },
];

/** Shorter addresses have real neighbours that differ in a letter. */
const MIN_LENGTH = 'https://app.terraform.io'.length;

/** The issuers without variable parts: a text that differs little from one of them means it. */
const FIXED = PLATFORMS.flatMap(({ issuers }) => issuers.map(({ template }) => template)).filter(
  (template) => !template.includes('{') && template.length >= MIN_LENGTH,
);

/**
 * What was meant by an issuer that no platform has, as far as that is plain: an address of the platform, or a slip of
 * the pen. @param issuer without unknown parts
 */
export function confusedIssuer(issuer: string): ConfusedIssuer | undefined {
  if (issuer.length > MAX_LENGTH || platformOfIssuer(issuer)) return undefined;
  for (const { wrong, explanation, right } of CONFUSIONS) {
    const found = wrong.exec(issuer);
    if (found) return { explanation, right: right?.replace('$1', found[1] ?? '') };
  }
  const near = FIXED.find((candidate) => isNear(issuer.toLowerCase().replace(/\/$/u, ''), candidate));
  return near === undefined
    ? undefined
    : { explanation: 'No platform has this issuer, and it is all but the one that is meant.', right: near };
}

const MAX_LENGTH = 200;
/** One letter more, less or other, or two of them swapped, in texts this long is no coincidence. */
const MAX_DISTANCE = 2;

/** Whether few letters differ: what is alike at both ends is left out, and the rest is short. */
function isNear(a: string, b: string): boolean {
  if (a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= MAX_DISTANCE;
}
