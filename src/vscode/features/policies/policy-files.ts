import * as vscode from 'vscode';
import type { PolicyDraft } from '../../../tenant/policy-writing/draft.ts';
import { replacedBy } from '../../../tenant/policy-writing/draft.ts';
import { PolicyFileError } from '../../../tenant/policy-writing/policy-file.ts';
import { type NamedText, readPolicyFile } from '../../../tenant/policy-writing/read-policy-file.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { type ChosenHolder, chooseHolders } from './choose-holders.ts';

interface OpenedPolicies {
  readonly drafts: readonly PolicyDraft[];
  readonly notes: readonly string[];
}

/**
 * The policies of a file that a person chooses. Custom ones that the file assigns to nobody are for whom they say.
 * @throws UserCancelledError; OperationError where the file holds no policy
 */
export async function openPolicyFile(tenant: TenantSession, given: readonly ChosenHolder[]): Promise<OpenedPolicies> {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [file] =
    (await vscode.window.showOpenDialog({
      title: t('Open Policy'),
      filters: { [t('Policies')]: ['json', 'jsonc', 'tf', 'bicep'] },
      ...(folder && { defaultUri: folder }),
    })) ?? [];
  if (!file) throw new UserCancelledError();
  const { drafts, notes } = await readPolicies(file);
  const policies = tenant.source?.header?.policies;
  const assigned: PolicyDraft[] = [];
  for (const draft of drafts) {
    const isForNobody =
      draft.kind === 'custom' &&
      draft.appliesTo.length === 0 &&
      (!policies || (replacedBy(draft, policies)?.appliesTo.length ?? 0) === 0);
    const holders = isForNobody ? (given.length > 0 ? given : await chooseHolders(tenant)) : [];
    assigned.push(isForNobody ? { ...draft, appliesTo: holders.map(({ objectId }) => objectId) } : draft);
  }
  return { drafts: assigned, notes };
}

async function readPolicies(file: vscode.Uri): Promise<OpenedPolicies> {
  const name = nameOf(file);
  const neighbours = name.endsWith('.tf') ? await neighboursOf(file) : [];
  try {
    return readPolicyFile({ path: name, text: await textOf(file) }, neighbours);
  } catch (error) {
    if (!(error instanceof PolicyFileError)) throw error;
    const open = { title: vscode.l10n.t('Open File'), run: () => vscode.window.showTextDocument(file) };
    throw new OperationError(error.message, { cause: error, actions: [open] });
  }
}

/** A Terraform module is all files of its folder. */
async function neighboursOf(file: vscode.Uri): Promise<readonly NamedText[]> {
  const folder = vscode.Uri.joinPath(file, '..');
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const names = entries.flatMap(([name]) => (/\.tf(?:vars)?$/.test(name) && name !== nameOf(file) ? [name] : []));
  return Promise.all(
    names.map(async (name) => ({ path: name, text: await textOf(vscode.Uri.joinPath(folder, name)) })),
  );
}

async function textOf(uri: vscode.Uri): Promise<string> {
  const opened = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  return opened?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
