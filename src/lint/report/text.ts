import { SEVERITIES, type Severity } from '../../rules/finding.ts';
import { countBySeverity, openFindings, type RunReport } from './report.ts';
import type { ReportedFinding } from './reported.ts';

export interface TextOptions {
  readonly useColour: boolean;
  /** Columns of the terminal: messages are wrapped to them. Undefined: one line a finding, for `grep`. */
  readonly width: number | undefined;
}

type Paint = (text: string) => string;
type Style = Severity | 'path' | 'dim';

/** For people: findings by file, aligned, with a line that sums up. Empty where there is nothing to say. */
export function textReport(report: RunReport, options: TextOptions): string {
  const paint = painter(options.useColour);
  const open = openFindings(report.findings);
  const blocks = [...groupByPath(open)].map(([path, findings]) => fileBlock(path, findings, paint, options.width));
  return `${[...blocks, summary(report, open, paint)].join('\n\n')}\n`;
}

function fileBlock(
  path: string,
  findings: readonly ReportedFinding[],
  paint: Painter,
  width: number | undefined,
): string {
  const places = findings.map(({ region }) => `${region.startLine}:${region.startColumn}`);
  const placeWidth = Math.max(...places.map((place) => place.length));
  const severityWidth = Math.max(...findings.map((finding) => finding.severity.length));
  const indentation = placeWidth + severityWidth + 6;
  const hang = `\n${' '.repeat(indentation)}`;
  const room = width === undefined ? undefined : Math.max(MIN_MESSAGE_WIDTH, width - indentation);
  const entries = findings.map((finding, index) => {
    const place = paint('dim')((places[index] ?? '').padStart(placeWidth));
    const severity = paint(finding.severity)(finding.severity.padEnd(severityWidth));
    const message = wrap(`${oneLine(finding.message)}  ${finding.ruleId}`, room);
    // The id is the last word of the last line, wherever that was wrapped.
    const last = (message.pop() ?? '').slice(0, -finding.ruleId.length) + paint('dim')(finding.ruleId);
    const [fix] = finding.fixes;
    const offer = fix ? wrap(`fix: ${oneLine(fix.title)}${safetyNote(fix.safety)}`, room).map(paint('dim')) : [];
    return `  ${place}  ${severity}  ${[...message, last, ...offer].join(hang)}`;
  });
  return [paint('path')(oneLine(path)), ...entries].join('\n');
}

/** However narrow the terminal is, a message keeps this much room. */
const MIN_MESSAGE_WIDTH = 40;

/** The text in lines of at most `width` characters, broken at blanks; words that are longer stand alone. */
function wrap(text: string, width: number | undefined): string[] {
  if (width === undefined) return [text];
  const lines = [''];
  for (const word of text.split(/(?<=\S)(?=\s)/)) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word.trimStart();
    else if (line.length + word.length <= width) lines[lines.length - 1] = line + word;
    else lines.push(word.trimStart());
  }
  return lines;
}

function safetyNote(safety: string): string {
  return safety === 'safe' ? '' : ' (needs review)';
}

function summary(report: RunReport, open: readonly ReportedFinding[], paint: Painter): string {
  const counts = countBySeverity(open);
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    paint(severity)(plural(counts[severity], severity)),
  );
  const suppressed = report.findings.length - open.length;
  const files = plural(report.fileCount, 'file');
  const found = parts.length > 0 ? `${parts.join(', ')} in ${files}` : `No findings in ${files}`;
  const hidden = suppressed > 0 ? paint('dim')(` (${suppressed} suppressed)`) : '';
  const safe = open.filter((finding) => finding.fixes.some((fix) => fix.safety === 'safe')).length;
  const fixable = safe > 0 ? `\n${plural(safe, 'finding')} can be fixed with --fix.` : '';
  return `${found}${hidden}.${fixable}`;
}

function plural(count: number, noun: string): string {
  const isUncountable = noun === 'information';
  return `${count} ${noun}${count === 1 || isUncountable ? '' : 's'}`;
}

function groupByPath(findings: readonly ReportedFinding[]): ReadonlyMap<string, readonly ReportedFinding[]> {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.path);
    if (group) group.push(finding);
    else groups.set(finding.path, [finding]);
  }
  return groups;
}

/** File names and messages may hold anything; none of it may move the cursor or colour the terminal. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001F\u007F-\u009F]+/g, ' ');
}

type Painter = (style: Style) => Paint;

const CODES: Readonly<Record<Style, number>> = { error: 31, warning: 33, information: 36, hint: 90, path: 1, dim: 2 };

function painter(useColour: boolean): Painter {
  if (!useColour) return () => (text) => text;
  return (style) => (text) => `\u001B[${CODES[style]}m${text}\u001B[0m`;
}
