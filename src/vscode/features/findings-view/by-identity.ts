import * as vscode from 'vscode';
import type { Finding } from '../../../rules/finding.ts';
import type { SourceText } from '../../../text/source-text.ts';
import type { FileFindings } from '../../infrastructure/linting/finding-store.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { WorkspaceUses } from '../../infrastructure/tenant/workspace-uses.ts';
import { IdentityNode, type LocatedFinding } from './nodes.ts';

/** Lines around a finding that still belong to it: the other inputs of a login, the rest of a small block. */
const NEAR_LINES = 5;

interface NamedIdentity {
  readonly clientId: string;
  readonly displayName: string;
}

/** Which identities of the open tenant stand at a place. */
export interface IdentityPlaces {
  /** Another tenant is open, or another content. */
  readonly onDidChange: vscode.Event<void>;
  /** Opens what was open in the last window. */
  ready(): Promise<void>;
  at(source: SourceText, finding: Finding): readonly NamedIdentity[];
}

/** Places by the ids that are written there. */
export function identityPlaces(session: TenantSession, uses: WorkspaceUses): IdentityPlaces {
  return {
    onDidChange: session.onDidChange,
    ready: () => session.restore(),
    at: (text, { range }) => {
      const { source } = session;
      if (!source) return [];
      const lineOf = (offset: number) => text.positionAt(offset).line;
      const [first, last] = [lineOf(range.start) - NEAR_LINES, lineOf(range.end) + NEAR_LINES];
      const found = new Map<string, NamedIdentity>();
      for (const { key, range: mention } of uses.mentionsIn(text)) {
        const line = lineOf(mention.start);
        if (line < first || line > last) continue;
        const identity = source.summary(key) ?? source.identityOfObject(key);
        if (identity) found.set(identity.clientId, identity);
      }
      return [...found.values()];
    },
  };
}

/** By name; those that name no identity come last. A finding whose place names two stands below both. */
export function groupByIdentity(files: readonly FileFindings[], places: IdentityPlaces): IdentityNode[] {
  const groups = new Map<string, { readonly name: string; readonly findings: LocatedFinding[] }>();
  const others: LocatedFinding[] = [];
  for (const file of files) {
    for (const finding of file.findings) {
      const identities = places.at(file.source, finding);
      if (identities.length === 0) others.push({ file, finding });
      for (const { clientId, displayName } of identities) {
        const group = groups.get(clientId) ?? { name: displayName, findings: [] };
        group.findings.push({ file, finding });
        groups.set(clientId, group);
      }
    }
  }
  const named = [...groups]
    .sort(([, a], [, b]) => a.name.localeCompare(b.name, 'en'))
    .map(([clientId, { name, findings }]) => new IdentityNode(clientId, name, findings));
  return others.length === 0
    ? named
    : [...named, new IdentityNode(undefined, vscode.l10n.t('No identity of the tenant named'), others)];
}
