import { Memory } from '../../text/memory.ts';
import type { FederatedCredential } from '../credential.ts';
import type { Automaton } from '../pattern-set/automaton.ts';
import { accepts, compile } from '../pattern-set/automaton.ts';
import { runs } from '../patterns/literal.ts';
import { knownPrefix, markedText } from '../patterns/marked-text.ts';
import { aws, googleCloud, spiffe } from './clouds.ts';
import {
  bitbucket,
  buddy,
  buildkite,
  circleci,
  codefresh,
  env0,
  jenkins,
  octopus,
  pulumi,
  scalr,
  spacelift,
} from './continuous-integration.ts';
import { azureDevOps, entra } from './entra.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { kubernetes } from './kubernetes.ts';
import type { IssuerForm, Platform } from './platform.ts';
import { templateLanguage } from './template.ts';
import { terraformCloud } from './terraform-cloud.ts';

/** Every platform. Where two issuer patterns overlap, the first one that matches decides. */
export const PLATFORMS: readonly Platform[] = [
  github,
  gitlab,
  azureDevOps,
  entra,
  terraformCloud,
  kubernetes,
  aws,
  googleCloud,
  spiffe,
  buildkite,
  circleci,
  spacelift,
  octopus,
  scalr,
  env0,
  pulumi,
  bitbucket,
  codefresh,
  buddy,
  jenkins,
];

export interface KnownIssuer {
  readonly platform: Platform;
  /** Undefined where the platform was told by the subject alone. */
  readonly form: IssuerForm | undefined;
}

const automata = new Memory<IssuerForm, Automaton>();

function issuerAutomaton(platform: Platform, form: IssuerForm): Automaton {
  const known = automata.get(form);
  if (known) return known;
  const automaton = compile(templateLanguage(form.template, platform.slots));
  automata.set(form, automaton);
  return automaton;
}

/** The platform whose tokens carry this `iss`; unknown parts of the source may stand for a variable part of it. */
export function platformOfIssuer(issuer: string): KnownIssuer | undefined {
  for (const platform of PLATFORMS) {
    for (const form of platform.issuers) {
      if (accepts(issuerAutomaton(platform, form), issuer)) return { platform, form };
    }
  }
  return undefined;
}

/** The platform that subjects of this beginning come from, for issuers that are not known here. */
export function platformOfSubject(subject: string): KnownIssuer | undefined {
  const prefix = knownPrefix(subject);
  const platform = PLATFORMS.find(({ subjectPrefixes }) => subjectPrefixes?.some((known) => prefix.startsWith(known)));
  return platform && { platform, form: undefined };
}

/**
 * The platform of a credential: by its issuer, and where that is wholly unknown here, by its subject. An address of no
 * platform can be a customer's own cluster or server: then the subject tells, too.
 */
export function platformOfCredential({ issuer, subject }: FederatedCredential): KnownIssuer | undefined {
  const { text } = markedText(issuer);
  const subjectText = subject && markedText(subject).text;
  if (!runs(text).some((run) => run !== undefined))
    return subjectText === undefined ? undefined : platformOfSubject(subjectText);
  return platformOfIssuer(text) ?? (subjectText === undefined ? undefined : selfHosted(text, subjectText));
}

const selfHostedForms = new Map<Platform, IssuerForm>();

function selfHosted(issuer: string, subject: string): KnownIssuer | undefined {
  if (!issuer.startsWith('https://') || isMisspelt(issuer)) return undefined;
  const prefix = knownPrefix(subject);
  for (const platform of PLATFORMS) {
    const { selfHosted: own } = platform;
    if (!own || !prefix.startsWith(own.subjectPrefix)) continue;
    const form = selfHostedForms.get(platform) ?? { template: '', isFlexible: false, product: own.product };
    selfHostedForms.set(platform, form);
    return { platform, form };
  }
  return undefined;
}

/** Whether a platform's own issuer was meant, which is a mistake of its own. */
function isMisspelt(issuer: string): boolean {
  const other = issuer.endsWith('/') ? issuer.slice(0, -1) : `${issuer}/`;
  return issuer.includes('/.well-known/') || [other, issuer.toLowerCase()].some((text) => platformOfIssuer(text));
}
