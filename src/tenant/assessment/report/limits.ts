/** Failing objects that a page lists for each check: pages have an end, the JSON report has all. */
export const MAX_LISTED = 1_000;
