import { relative, resolve, sep } from 'node:path';
import { unusedMute } from '../lint/configuration-mutes.ts';
import { PROJECT_URL, VERSION } from '../lint/links.ts';
import { type Assessment, assess, worstSeverity } from '../tenant/assessment/assess.ts';
import { unusedMutes, withMutes } from '../tenant/assessment/mute.ts';
import { assessmentCsv } from '../tenant/assessment/report/csv.ts';
import { assessmentHtml } from '../tenant/assessment/report/html.ts';
import { assessmentJson } from '../tenant/assessment/report/json.ts';
import { assessmentMarkdown } from '../tenant/assessment/report/markdown.ts';
import { assessmentSarif } from '../tenant/assessment/report/sarif.ts';
import { assessmentText } from '../tenant/assessment/report/text.ts';
import { NO_TREND, type Trend, trendPoint, withCurrent } from '../tenant/assessment/report/trend.ts';
import { isAtLeast } from '../tenant/assessment/severity.ts';
import { oneLine } from '../tenant/assessment/texts.ts';
import type { Inventory } from '../tenant/model/inventory.ts';
import type { AssessArguments } from './assessment-arguments.ts';
import { DiskWorkspace } from './disk-workspace.ts';
import type { CliIo, ExitCode } from './io.ts';
import { type ReadConfiguration, readConfiguration } from './read-configuration.ts';
import { readInventory } from './read-inventory.ts';
import { readTrend } from './read-trend.ts';

/** `keyless assess`. @throws UsageError */
export async function assessCommand(args: AssessArguments, io: CliIo): Promise<ExitCode> {
  const { source } = args;
  const inventory =
    source.kind === 'file'
      ? readInventory(resolve(io.cwd, source.file))
      : // The clients of Graph and Azure are loaded for a tenant only.
        await (await import('./read-tenant.ts')).readTenant(source, io);
  if (!inventory) return 3;
  const { preset, thresholds, failOn } = args;
  const now = io.now();
  const everything = assess(inventory, inventory.identities, { now: now.getTime(), preset, thresholds });
  const config = args.config === undefined ? undefined : resolve(io.cwd, args.config);
  const assessment = mutedAssessment(
    everything,
    inventory,
    readConfiguration(new DiskWorkspace(io.cwd), config, now),
    io,
  );
  const trend = args.trend === undefined ? NO_TREND : readTrend(resolve(io.cwd, args.trend), { preset, thresholds });
  for (const { name, message } of withCurrent(trend, trendPoint(assessment)).problems) {
    io.error.write(`keyless: not in the trend: ${oneLine(`${name}: ${message}`)}\n`);
  }
  io.out.write(format(args, assessment, trend, io));
  const worst = worstSeverity(assessment);
  return worst !== undefined && failOn !== 'never' && isAtLeast(worst, failOn) ? 1 : 0;
}

/** The assessment without what is muted. Mistakes in the configuration, and mutes without an object, are told of. */
function mutedAssessment(
  everything: Assessment,
  { identities, tenant }: Inventory,
  { mutes, document, configuration, reports }: ReadConfiguration,
  io: CliIo,
): Assessment {
  const assessment = withMutes(everything, mutes);
  const clientIds = new Set(identities.map(({ clientId }) => clientId.toLowerCase()));
  const unused = unusedMutes(assessment, mutes, (clientId) => clientIds.has(clientId));
  const name = tenant.displayName ?? tenant.id;
  const said = unused.flatMap((mute) => (document && unusedMute(mute, name, document, configuration)) ?? []);
  for (const { path, region, message } of reports.flatMap(({ findings }) => findings)) {
    io.error.write(`${path}:${region.startLine}:${region.startColumn}: ${message}\n`);
  }
  for (const { range, message } of said) {
    const { line, character } = document?.source.positionAt(range.start) ?? { line: 0, character: 0 };
    io.error.write(`${document?.path}:${line + 1}:${character + 1}: ${oneLine(message)}\n`);
  }
  return assessment;
}

function format(
  { format: wanted, source, limit }: AssessArguments,
  assessment: Assessment,
  trend: Trend,
  io: CliIo,
): string {
  switch (wanted) {
    case 'json':
      return assessmentJson(assessment, VERSION, trend);
    case 'sarif': {
      const file = source.kind === 'file' ? inside(io.cwd, resolve(io.cwd, source.file)) : undefined;
      return assessmentSarif(assessment, { version: VERSION, projectUrl: PROJECT_URL, file });
    }
    case 'markdown':
      return assessmentMarkdown(assessment, trend);
    case 'html':
      return assessmentHtml(assessment, trend);
    case 'csv':
      return assessmentCsv(assessment);
    case 'text':
      return assessmentText(assessment, { limit, trend });
  }
}

/** The file as the folder sees it; one outside would say how this machine is laid out. */
function inside(folder: string, file: string): string | undefined {
  const path = relative(folder, file).split(sep).join('/');
  return path.startsWith('../') || /^[a-z]:/iu.test(path) ? undefined : path;
}
