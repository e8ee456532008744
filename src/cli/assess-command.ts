import { relative, resolve, sep } from 'node:path';
import { PROJECT_URL, VERSION } from '../lint/links.ts';
import { type Assessment, assess, worstSeverity } from '../tenant/assessment/assess.ts';
import { assessmentHtml } from '../tenant/assessment/report/html.ts';
import { assessmentJson } from '../tenant/assessment/report/json.ts';
import { assessmentMarkdown } from '../tenant/assessment/report/markdown.ts';
import { assessmentSarif } from '../tenant/assessment/report/sarif.ts';
import { assessmentText } from '../tenant/assessment/report/text.ts';
import { isAtLeast } from '../tenant/assessment/severity.ts';
import type { AssessArguments } from './assessment-arguments.ts';
import type { CliIo, ExitCode } from './io.ts';
import { readInventory } from './read-inventory.ts';

/** `keyless assess`. @throws UsageError */
export function assessCommand(args: AssessArguments, io: CliIo): ExitCode {
  const file = resolve(io.cwd, args.inventory);
  const inventory = readInventory(file);
  const { preset, thresholds, failOn } = args;
  const assessment = assess(inventory, inventory.identities, { now: io.now().getTime(), preset, thresholds });
  io.out.write(format(args, assessment, file, io));
  const worst = worstSeverity(assessment);
  return worst !== undefined && failOn !== 'never' && isAtLeast(worst, failOn) ? 1 : 0;
}

function format(args: AssessArguments, assessment: Assessment, file: string, io: CliIo): string {
  switch (args.format) {
    case 'json':
      return assessmentJson(assessment, VERSION);
    case 'sarif':
      return assessmentSarif(assessment, { version: VERSION, projectUrl: PROJECT_URL, file: inside(io.cwd, file) });
    case 'markdown':
      return assessmentMarkdown(assessment);
    case 'html':
      return assessmentHtml(assessment);
    case 'text':
      return assessmentText(assessment, { limit: args.limit });
  }
}

/** The file as the folder sees it; one outside would say how this machine is laid out. */
function inside(folder: string, file: string): string | undefined {
  const path = relative(folder, file).split(sep).join('/');
  return path.startsWith('../') || /^[a-z]:/iu.test(path) ? undefined : path;
}
