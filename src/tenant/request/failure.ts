/** What kind of answer a service gave instead of the one asked for. It decides what is said and what is tried again. */
export type FailureKind =
  /** The token lacks a permission, or the person a role. */
  | 'not-permitted'
  /** The tenant lacks a licence. */
  | 'not-licensed'
  /** Nobody is signed in, the token was refused, or more proof is asked for. */
  | 'sign-in'
  | 'not-found'
  /** The address of the next page is too old: the collection has to be read from its start. */
  | 'page-expired'
  /** A delta link is too old: the collection has to be read in full. */
  | 'delta-expired'
  | 'throttled'
  /** The service is down, or does not answer. */
  | 'unavailable'
  /** An application management policy forbids it. */
  | 'policy'
  /** It exists already, or someone changes the same object. */
  | 'conflict'
  /** The request is one the service does not understand. */
  | 'rejected';

export interface FailureDetails {
  readonly kind: FailureKind;
  /** What was asked, as a person would say it: `the applications`. */
  readonly what: string;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  /** The service's own code: `Authorization_RequestDenied`. */
  readonly code: string;
  /** The service's own words. */
  readonly detail: string;
  /** To quote to the service's support. */
  readonly requestId?: string | undefined;
  /** How long the service asked to wait. */
  readonly retryAfterMilliseconds?: number | undefined;
  /** What `WWW-Authenticate` asks for, decoded JSON. */
  readonly claims?: string | undefined;
}

/** A call to Graph or Azure Resource Manager that did not give what was asked. */
export class ServiceFailure extends Error implements FailureDetails {
  readonly kind: FailureKind;
  readonly what: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | undefined;
  readonly retryAfterMilliseconds: number | undefined;
  readonly claims: string | undefined;

  constructor(details: FailureDetails, cause?: unknown) {
    super(sentence(details), { cause });
    this.name = 'ServiceFailure';
    this.kind = details.kind;
    this.what = details.what;
    this.status = details.status;
    this.code = details.code;
    this.detail = details.detail;
    this.requestId = details.requestId;
    this.retryAfterMilliseconds = details.retryAfterMilliseconds;
    this.claims = details.claims;
  }
}

/**
 * Whether an error is a `ServiceFailure`. In the editor each file that is loaded later has a class of its own, so that
 * `instanceof` would miss those that clients of another file throw.
 */
export function isServiceFailure(error: unknown): error is ServiceFailure {
  return error instanceof Error && error.name === 'ServiceFailure';
}

function sentence({ what, status, code, detail }: FailureDetails): string {
  const answer = [code || undefined, detail || undefined].filter(Boolean).join(': ');
  const number = status === 0 ? 'no answer' : `HTTP ${status}`;
  return `Could not read or change ${what} (${number})${answer ? `: ${answer}` : '.'}`;
}

/** Codes of the directory and of Azure by what they mean; from the services' error references and seen answers. */
const KIND_BY_CODE: Readonly<Record<string, FailureKind>> = {
  aadpremiumlicenserequired: 'not-licensed',
  authentication_requestfromnonpremiumtenantorb2ctenant: 'not-licensed',
  authorization_requestdenied: 'not-permitted',
  accessdenied: 'not-permitted',
  authorizationfailed: 'not-permitted',
  linkedauthorizationfailed: 'not-permitted',
  insufficientpermissions: 'not-permitted',
  invalidauthenticationtoken: 'sign-in',
  expiredauthenticationtoken: 'sign-in',
  authenticationfailed: 'sign-in',
  directory_expiredpagetoken: 'page-expired',
  syncstatenotfound: 'delta-expired',
  syncstateinvalid: 'delta-expired',
  resyncrequired: 'delta-expired',
  toomanyrequests: 'throttled',
  ratelimiting: 'throttled',
  request_resourcenotfound: 'not-found',
  resourcenotfound: 'not-found',
  request_multipleobjectswithsamekeyvalue: 'conflict',
  invalidfederatedidentitycredentialvalue: 'conflict',
};

const KIND_BY_STATUS: Readonly<Record<number, FailureKind>> = {
  401: 'sign-in',
  403: 'not-permitted',
  404: 'not-found',
  408: 'unavailable',
  409: 'conflict',
  410: 'delta-expired',
  429: 'throttled',
};

/** The kind of a failed answer. A code says more than a status; words about a licence say more than a 403. */
export function failureKind(status: number, code: string, detail: string): FailureKind {
  const key = code.toLowerCase();
  if (key.endsWith('asperapppolicy')) return 'policy';
  if (status === 403 && /\b(?:not licensed|licen[sc]e|premium)\b/i.test(detail)) return 'not-licensed';
  return KIND_BY_CODE[key] ?? KIND_BY_STATUS[status] ?? (status >= 500 || status === 0 ? 'unavailable' : 'rejected');
}

/** Whether the same read may succeed a moment later. */
export function isPassing(kind: FailureKind): boolean {
  return kind === 'throttled' || kind === 'unavailable';
}
