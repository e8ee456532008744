import type * as vscode from 'vscode';

/** `PLANS_FOLDER` of src/migrate, which is not loaded on activation. */
const PLANS_FOLDER = '.keyless/plans';
export const PLANS = `**/${PLANS_FOLDER}/*.md`;

/** A step of a plan, as commands are given it. */
export interface StepTarget {
  /** Of the plan's document. */
  readonly uri: string;
  readonly step: string;
}

/** A place in a file that holds or uses a secret, as commands are given it. */
export interface PlaceTarget {
  readonly uri: string;
  /** From one. */
  readonly line: number;
}

export function isPlan(uri: vscode.Uri): boolean {
  const folder = uri.path.slice(0, uri.path.lastIndexOf('/'));
  return folder.endsWith(`/${PLANS_FOLDER}`) && uri.path.endsWith('.md');
}
