import * as vscode from 'vscode';
import type { TokenSubject } from '../../../federation/token-subject.ts';
import type { TrustSources } from '../../../rules/federation/trust-of-job.ts';
import type { FederatedJob } from './federated-job.ts';
import { type Judgement, likelySubjects } from './judgement.ts';

const MAX_NAMED = 2;

/** `presents repo:…:environment:prod — trusted by deployer-prod`. */
export function lensTitle(
  { job, subjects }: FederatedJob,
  { state, identities }: Judgement,
  sources: TrustSources,
): string {
  const { t } = vscode.l10n;
  if (!subjects) return t('presents subjects that its filters make too many to tell');
  if (state === 'no-token') {
    return job.pipeline.platform === 'gitlab'
      ? t('gets no token: it has no id_tokens, or nothing starts it')
      : t('gets no token: id-token: write is not granted, or nothing starts it');
  }
  const presented = t('presents {0}', subjectsText(likelySubjects(subjects), sources));
  const names = namesText(identities);
  switch (state) {
    case 'trusted':
      return t('{0} — trusted by {1}', presented, names);
    case 'sometimes':
      return t('{0} — trusted by {1} for some runs', presented, names);
    case 'refused':
      return t('{0} — {1} does not trust this', presented, names);
    case 'missing':
      return t('{0} — the tenant has no identity with this client ID', presented);
    case 'nobody':
      return sources.inventory
        ? t('{0} — nobody trusts this', presented)
        : t('{0} — nobody in this workspace trusts this', presented);
    case 'open':
      return t('{0} — whether {1} trusts this cannot be told here', presented, names);
    case 'unknown':
      return presented;
  }
}

function subjectsText(subjects: readonly TokenSubject[], { repository }: TrustSources): string {
  const texts = [...new Set(subjects.map(({ subject }) => shortened(subject.display, repository.fullName)))];
  const [first = ''] = texts;
  if (texts.length === 2) return vscode.l10n.t('{0} and 1 other', first);
  return texts.length > 2 ? vscode.l10n.t('{0} and {1} others', first, texts.length - 1) : first;
}

/** The repository's own name says nothing new in its own files. */
function shortened(subject: string, fullName: string | undefined): string {
  if (fullName === undefined) return subject;
  const [, owner, name, rest] = /^repo:([^/@:]+)(?:@[^/:]*)?\/([^@:]+)(?:@[^:]*)?(:.*)$/su.exec(subject) ?? [];
  return rest !== undefined && `${owner}/${name}`.toLowerCase() === fullName.toLowerCase() ? `repo:…${rest}` : subject;
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).join(', ');
  return names.length > MAX_NAMED ? vscode.l10n.t('{0} and {1} others', shown, names.length - MAX_NAMED) : shown;
}
