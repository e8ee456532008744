import { azureDevOps } from '../issuers/entra.ts';
import { slotContent } from '../issuers/template.ts';
import { charSet } from '../pattern-set/char-set.ts';
import { char, oneOrMore } from '../pattern-set/language.ts';
import { concatSets, exactly, type TextSet } from '../subject-set.ts';
import type { TokenSubject } from '../token-subject.ts';

/** A service connection of Azure Pipelines by what a pipeline and the person who asks know of it. */
export interface ServiceConnection {
  /** Undefined where the file does not determine the name. */
  readonly name: string | undefined;
  readonly organization?: string | undefined;
  readonly organizationId?: string | undefined;
  readonly project?: string | undefined;
  readonly connectionId?: string | undefined;
  readonly tenantId?: string | undefined;
}

/**
 * Azure DevOps as first-party application (id 499b84ac-1321-427f-aa17-267ca6975798) in Entra subjects: the Base64url
 * form of the id's little-endian bytes.
 */
const AZURE_DEVOPS = 'rISbSSETf0KqFyZ8ppdXmA';

/**
 * Both subjects a connection with workload identity federation can have (Azure DevOps docs, "Troubleshoot workload
 * identity service connections"): of Entra's issuer, the default now, or of Azure DevOps' own, by names, which retires
 * on 2027-07-01. Which one, only the connection shows.
 */
export function serviceConnectionSubjects(connection: ServiceConnection): readonly TokenSubject[] {
  const { name, organization, organizationId, project, connectionId, tenantId } = connection;
  const common = { jobWorkflowRef: undefined, audience: azureDevOps.audience };
  return [
    {
      ...common,
      issuer: `https://login.microsoftonline.com/${tenantId ?? '<tenant id>'}/v2.0`,
      subject: concatSets(
        exactly('/eid1/c/pub/t/'),
        part(undefined, BLOB, '<tenant>'),
        exactly(`/a/${AZURE_DEVOPS}/sc/`),
        part(organizationId, ID, '<organization id>'),
        exactly('/'),
        part(connectionId, ID, '<service connection id>'),
      ),
      confidence: 'likely',
      origin: 'service connection, issuer Entra',
    },
    {
      ...common,
      issuer: `https://vstoken.dev.azure.com/${organizationId ?? '<organization id>'}`,
      subject: concatSets(
        exactly('sc://'),
        part(organization, NAME, '<organization>'),
        exactly('/'),
        part(project, NAME, '<project>'),
        exactly('/'),
        part(name, NAME, '<service connection>'),
      ),
      confidence: 'uncertain',
      origin: 'service connection, issuer Azure DevOps',
    },
  ];
}

const BLOB = oneOrMore(char(charSet('A-Za-z0-9_-')));
const ID = oneOrMore(char(charSet('A-Za-z0-9-')));
const NAME = slotContent(azureDevOps.slots['connection'], false);

function part(value: string | undefined, language: TextSet['language'], placeholder: string): TextSet {
  return value === undefined ? { language, display: placeholder } : exactly(value);
}
