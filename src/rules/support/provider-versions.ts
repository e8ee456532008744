/** The majors of azurerm that the catalogue knows. */
const MAJORS: readonly number[] = [3, 4, 5];

/**
 * The majors of the provider that a version or constraint allows: `4.20.0`, `~> 4.20`, `>= 3.7, < 5.0`. All of them where
 * nothing is said or what is said is none the catalogue knows.
 */
export function azurermMajors(version: string | undefined): readonly number[] {
  const terms = (version ?? '')
    .split(',')
    .map((term) => term.trim())
    .filter(Boolean);
  const allowed = MAJORS.filter((major) => terms.every((term) => allows(term, major)));
  return terms.length > 0 && allowed.length > 0 ? allowed : MAJORS;
}

function allows(term: string, major: number): boolean {
  const parts = /^(?<operator>=|!=|>=|<=|>|<|~>)?\s*v?(?<major>\d+)(?<rest>(?:\.\d+)*)/.exec(term)?.groups;
  if (!parts) return true;
  const at = Number(parts['major']);
  switch (parts['operator']) {
    case '>=':
      return major >= at;
    case '>':
      return parts['rest'] ? major >= at : major > at;
    case '<':
      // `< 5.0.0` leaves nothing of 5.
      return /[1-9]/.test(parts['rest'] ?? '') ? major <= at : major < at;
    case '<=':
      return major <= at;
    case '!=':
      return true;
    case '~>':
      // `~> 4.1` stays in 4; `~> 4` does not.
      return parts['rest'] ? major === at : major >= at;
    default:
      return major === at;
  }
}
