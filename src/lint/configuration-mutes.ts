import type { SourceDocument } from '../model/document.ts';
import type { Finding } from '../rules/finding.ts';
import type { YamlFile, YamlItem } from '../syntax/yaml/index.ts';
import type { Range } from '../text/range.ts';
import type { Configuration } from './configuration.ts';
import { Problems, Reader } from './configuration-reader.ts';
import { MUTE } from './configuration-schema.ts';
import { isOver } from './dates.ts';
import { invalidSuppression, unusedSuppression } from './engine-rules.ts';
import { engineFinding } from './findings.ts';

/** An entry of `posture.mute`: a failing check that is accepted. */
export interface LocatedMute {
  readonly check: string;
  /** Client id; undefined for all objects of the check. */
  readonly identity: string | undefined;
  readonly reason: string;
  /** `YYYY-MM-DD` */
  readonly until: string | undefined;
  /** The whole entry, without its dash. */
  readonly range: Range;
}

/** The mutes of a configuration. Their mistakes are found by whoever reads all of it. */
export function readMutes(file: YamlFile, document: SourceDocument): readonly LocatedMute[] {
  return mutesIn(file).flatMap((item) => muteOf(item, document) ?? []);
}

/** The entries of `posture.mute`, as they stand in the file. */
export function mutesIn({ root }: YamlFile): readonly YamlItem[] {
  const posture = root?.kind === 'mapping' ? root.get('posture')?.value : undefined;
  const mute = posture?.kind === 'mapping' ? posture.get('mute')?.value : undefined;
  return mute?.kind === 'sequence' ? mute.items : [];
}

/** One with any mistake in it mutes nothing: without its date, say, it would do so for ever. */
function muteOf({ value }: YamlItem, document: SourceDocument): LocatedMute | undefined {
  const problems = new Problems(document);
  const data = value && new Reader(problems).read(value, MUTE, 'mute');
  if (!value || data === undefined || problems.findings.length > 0) return undefined;
  const { check, identity, reason, until } = data as Omit<LocatedMute, 'range'>;
  return { check, identity: identity?.toLowerCase(), reason: reason.trim(), until, range: value.range };
}

/** Says of a mute that has ended that it has; undefined where it counts. */
export function endedMute(
  { until, range }: LocatedMute,
  { uri }: SourceDocument,
  configuration: Configuration,
  now: Date,
): Finding | undefined {
  if (until === undefined || !isOver(until, now)) return undefined;
  const report = { messageId: 'expiredMute', data: { date: until }, range, uri } as const;
  return engineFinding(invalidSuppression, report, configuration);
}

/** Says of a mute that it hides nothing in the tenant that was assessed. */
export function unusedMute(
  { check, range }: LocatedMute,
  tenant: string,
  { uri }: SourceDocument,
  configuration: Configuration,
): Finding | undefined {
  const report = { messageId: 'unusedMute', data: { check, tenant }, range, uri } as const;
  return engineFinding(unusedSuppression, report, configuration);
}
