/** What checks are grouped by. */
export const AREAS = ['credentials', 'federation', 'lifecycle', 'privilege', 'governance'] as const;

export type Area = (typeof AREAS)[number];

export const AREA_TITLES: Readonly<Record<Area, string>> = {
  credentials: 'Credentials',
  federation: 'Federation',
  lifecycle: 'Lifecycle',
  privilege: 'Privilege',
  governance: 'Governance',
};
