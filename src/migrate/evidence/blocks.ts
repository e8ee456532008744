import type { SourceDocument, Workspace } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import type { Range } from '../../text/range.ts';

/** A part of a file that stands for itself: a resource, a Kubernetes object, a job; else the whole file. */
export function blockAround(document: SourceDocument, range: Range, workspace: Workspace): Range {
  const { infrastructure, kubernetes } = modelOf(document, workspace);
  const ranges = [
    ...(infrastructure?.resources ?? []).map((resource) => resource.range),
    ...(kubernetes?.objects ?? []).map((object) => object.range),
  ];
  const around = ranges.filter((one) => one.start <= range.start && range.end <= one.end);
  const whole: Range = { start: 0, end: document.source.text.length };
  return around.sort((a, b) => a.end - a.start - (b.end - b.start))[0] ?? whole;
}
