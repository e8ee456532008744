import { AREA_TITLES, AREAS } from '../areas.ts';
import type { Assessment } from '../assess.ts';
import { failuresBySeverity } from '../report/summary.ts';
import { ASSESSMENT_SEVERITIES, type AssessmentSeverity } from '../severity.ts';
import type { Cell, Figure, FigureObject } from './figure.ts';

/** What fails by area and severity. It is made of the verdicts, so that what is muted is left out. */
export function failureFigure({ results }: Pick<Assessment, 'results'>): Figure {
  return {
    id: 'failures',
    title: 'Failures by area',
    about: 'Each failing object once for each check that it fails. What is muted is left out.',
    unit: { one: 'failure', many: 'failures' },
    shape: 'bars',
    rows: AREAS.map((key) => ({ key, text: AREA_TITLES[key] })),
    series: ASSESSMENT_SEVERITIES.map((key) => ({
      key,
      text: `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      tone: key,
    })),
    cells: AREAS.map((area) => cellsOf(results.filter(({ check }) => check.area === area))),
    gap: undefined,
  };
}

function cellsOf(results: Assessment['results']): readonly Cell[] {
  const counts = failuresBySeverity({ results });
  return ASSESSMENT_SEVERITIES.map((severity): Cell => {
    let found: readonly FigureObject[] | undefined;
    return {
      count: counts[severity],
      // There can be millions of failures, and mostly nobody asks for the objects behind them.
      get objects() {
        found ??= objectsOf(results, severity);
        return found;
      },
    };
  });
}

/** Each once, however many checks it fails. */
function objectsOf(results: Assessment['results'], severity: AssessmentSeverity): readonly FigureObject[] {
  const objects = new Map<string | undefined, FigureObject>();
  for (const { failures } of results) {
    for (const failure of failures) if (failure.severity === severity) objects.set(failure.clientId, failure);
  }
  return [...objects.values()];
}
