import * as vscode from 'vscode';
import type { MuteInFile } from '../../infrastructure/tenant/posture-mutes.ts';
import { stateIcon } from './icons.ts';
import { PostureNode } from './node.ts';

/** A mute that hides nothing, at its place in the configuration. */
export class MuteNode extends PostureNode {
  readonly mute: MuteInFile;

  constructor(parent: PostureNode, mute: MuteInFile) {
    const { check, identity, reason, uri, document, range } = mute;
    const { line, character } = document.source.positionAt(range.start);
    const selection = new vscode.Range(line, character, line, character);
    super(parent, `${parent.id}/${uri}/${range.start}`, {
      label: check,
      description: [identity, reason].filter((part) => part !== undefined).join(' · '),
      icon: stateIcon('muted'),
      context: 'unusedMute',
      command: { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri, { selection }] },
      accessibility: vscode.l10n.t('{0}, muted without effect: {1}', check, reason),
    });
    this.mute = mute;
  }
}
