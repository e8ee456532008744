import * as vscode from 'vscode';
import type { Failure, MutedFailure } from '../../../tenant/assessment/assess.ts';
import { checkCalled } from '../../../tenant/assessment/registry.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { Posture, PostureSession } from '../../infrastructure/tenant/posture.ts';
import type { MuteInFile } from '../../infrastructure/tenant/posture-mutes.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { muteOf } from './failure-node.ts';
import { pickPostureFilter } from './filter-picker.ts';
import { fixesFor } from './fixes.ts';
import { askMute, type MuteAnswers } from './mute-prompt.ts';
import type { PostureView } from './posture-view.ts';
import type { PostureOptions, PostureViewState } from './view-state.ts';

/** A row of the view, or what else names a check, and perhaps an identity. */
export interface CheckTarget {
  readonly checkId?: string;
  readonly failure?: Failure | MutedFailure;
  readonly clientId?: string | undefined;
  readonly mute?: MuteInFile;
}

/** What is done from the rows of the view. Loaded with the first tenant. */
export class PostureCommands {
  readonly #tenant: TenantSession;
  readonly #posture: PostureSession;
  readonly #view: PostureView;
  readonly #state: PostureViewState;

  constructor(tenant: TenantSession, posture: PostureSession, view: PostureView, state: PostureViewState) {
    this.#tenant = tenant;
    this.#posture = posture;
    this.#view = view;
    this.#state = state;
  }

  async loadMore(rowId: string): Promise<void> {
    (await this.#view.tree()).loadMore(rowId);
    this.#view.refresh();
  }

  async reveal(target: CheckTarget | undefined): Promise<void> {
    await vscode.commands.executeCommand('keyless.inventory.reveal', target?.clientId);
  }

  /** Sets the view. */
  async show(options: Partial<PostureOptions>): Promise<void> {
    await this.#state.set(options);
    this.#view.refresh();
  }

  async filter(): Promise<void> {
    await this.show({ filter: await pickPostureFilter(this.#state.options.filter) });
  }

  /** @param scheme of the pages of checks */
  async explain(target: CheckTarget | string | undefined, scheme: string): Promise<void> {
    const id = await this.#checkOf(target, vscode.l10n.t('Explain Check'));
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.from({ scheme, path: `/${id}.md` }));
  }

  /** The id of the check that a command is for; a person is asked where nothing names one. */
  async #checkOf(target: CheckTarget | string | undefined, title: string): Promise<string> {
    const id = typeof target === 'string' ? target : target?.checkId;
    if (id !== undefined && checkCalled(id)) return id;
    const { assessment } = await this.#current();
    const items = assessment.results.map(({ check, failures }) => ({
      label: check.title,
      description: check.id,
      detail: failures.length === 0 ? '' : vscode.l10n.t('{0} failed', failures.length.toLocaleString()),
      id: check.id,
    }));
    return (await pick(items, { title, placeHolder: vscode.l10n.t('Which check?') })).id;
  }

  /**
   * Accepts the failures of a check, or of one identity, and writes that down.
   * @param answers what a person would be asked for; a menu gives the selected rows in their place
   */
  async mute(target: CheckTarget | string | undefined, answers: unknown): Promise<void> {
    const check = await this.#checkOf(target, vscode.l10n.t('Mute Check'));
    const identity = typeof target === 'object' ? target.clientId : undefined;
    const folder = await chooseFolder();
    const { reason, until } = isAnswers(answers)
      ? answers
      : await askMute(this.#nameOf(check, identity), this.#tenant.now);
    const mutes = await this.#posture.mutes();
    const uri = await mutes.add(folder, { check, identity: identity?.toLowerCase(), reason, until });
    tell(vscode.l10n.t('Muted in {0}.', vscode.workspace.asRelativePath(uri)), uri);
  }

  /** Takes a mute back. */
  async unmute(target: CheckTarget | string | undefined): Promise<void> {
    const mute = (typeof target === 'object' ? target.mute : undefined) ?? (await this.#muteOf(target));
    await (await this.#posture.mutes()).remove(mute);
  }

  /** Offers what helps against a failure; the only thing there is, is done. */
  async fix(target: CheckTarget | undefined): Promise<void> {
    const check = target?.checkId === undefined ? undefined : checkCalled(target.checkId);
    const { failure } = target ?? {};
    const { source, current, now } = this.#tenant;
    if (!check || !failure || !source?.header) {
      throw new OperationError(vscode.l10n.t('Choose an identity below a check of the view Posture.'));
    }
    const { tenant } = source.header;
    const { endpointsOf } = await this.#tenant.services();
    const choices = fixesFor({
      check,
      failure,
      identity: failure.clientId === undefined ? undefined : source.identity(failure.clientId),
      endpoints: endpointsOf(tenant.cloud),
      tenantId: tenant.id,
      isLive: current?.kind === 'live',
      commands: new Set(await vscode.commands.getCommands(true)),
      now,
    });
    const [only, second] = choices;
    if (!only) throw new OperationError(vscode.l10n.t('{0} has no page there.', failure.displayName));
    const title = vscode.l10n.t('Fix: {0}', failure.displayName);
    const chosen = second ? await pick(choices, { title, placeHolder: check.fix }) : only;
    await vscode.commands.executeCommand(chosen.command, ...chosen.arguments);
  }

  async #muteOf(target: CheckTarget | string | undefined): Promise<MuteInFile> {
    const mutes = await (await this.#posture.mutes()).read();
    const checkId = typeof target === 'string' ? target : target?.checkId;
    const failure = typeof target === 'object' ? target.failure : undefined;
    const used = failure && muteOf(failure);
    const clientId = typeof target === 'object' ? target.clientId?.toLowerCase() : undefined;
    const fitting = mutes.filter((mute) =>
      used ? isSame(mute, used) : (checkId === undefined || mute.check === checkId) && mute.identity === clientId,
    );
    const [only, second] = fitting;
    if (only && !second) return only;
    const candidates = fitting.length > 0 ? fitting : mutes;
    if (candidates.length === 0) throw new OperationError(vscode.l10n.t('Nothing is muted.'));
    const items = candidates.map((mute) => ({
      mute,
      label: this.#nameOf(mute.check, mute.identity),
      description: mute.until ?? '',
      detail: mute.reason,
    }));
    const title = vscode.l10n.t('Unmute');
    return (await pick(items, { title, placeHolder: vscode.l10n.t('Which mute?') })).mute;
  }

  #nameOf(check: string, identity: string | undefined): string {
    const title = checkCalled(check)?.title ?? check;
    if (identity === undefined) return title;
    const name = this.#tenant.source?.summary(identity)?.displayName ?? identity;
    return vscode.l10n.t('{0}, {1}', name, title);
  }

  async #current(): Promise<Posture> {
    const posture = await this.#posture.posture();
    if (!posture) throw new OperationError(vscode.l10n.t('No tenant is open.'));
    return posture;
  }
}

function isSame(a: MuteInFile, b: MutedFailure['mute']): boolean {
  return a.check === b.check && a.identity === b.identity && a.reason === b.reason && a.until === b.until;
}

function isAnswers(value: unknown): value is MuteAnswers {
  return typeof value === 'object' && value !== null && 'reason' in value && typeof value.reason === 'string';
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first, second] = folders;
  if (!first) {
    throw new OperationError(vscode.l10n.t('Open a folder first: mutes are kept in its keyless.yaml.'));
  }
  if (!second) return first;
  const items = folders.map((folder) => ({ label: folder.name, description: folder.uri.path, folder }));
  const placeHolder = vscode.l10n.t('In the keyless.yaml of which folder?');
  return (await pick(items, { title: vscode.l10n.t('Mute Check'), placeHolder })).folder;
}

/** Nobody waits for the message to be closed. */
function tell(message: string, uri: vscode.Uri): void {
  const open = vscode.l10n.t('Open');
  void vscode.window.showInformationMessage(message, open).then((answer) => {
    if (answer === open) void vscode.window.showTextDocument(uri);
  });
}
