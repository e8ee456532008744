import { AREA_TITLES, AREAS } from '../areas.ts';
import type { Assessment } from '../assess.ts';
import { ASSESSMENT_SEVERITIES } from '../severity.ts';
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
    cells: AREAS.map((area) => {
      const failures = results.flatMap(({ check, failures: own }) => (check.area === area ? own : []));
      return ASSESSMENT_SEVERITIES.map((severity): Cell => {
        const found = failures.filter((failure) => failure.severity === severity);
        const objects = new Map<string | undefined, FigureObject>();
        for (const { clientId, displayName } of found) objects.set(clientId, { clientId, displayName });
        return { count: found.length, objects: [...objects.values()] };
      });
    }),
    gap: undefined,
  };
}
