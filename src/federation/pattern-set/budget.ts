/** A question that would take too long: the caller answers "not known" instead of guessing. */
export class BudgetExceededError extends Error {
  constructor() {
    super('The pattern is too complex to decide.');
    this.name = 'BudgetExceededError';
  }
}

/**
 * How much work one question may cost. Real patterns need a few thousand steps; the inclusion of hostile ones may need
 * exponentially many, and ends here instead.
 */
export class Budget {
  #left: number;

  /** @param steps states or edges that may be visited */
  constructor(steps: number) {
    this.#left = steps;
  }

  /** @throws BudgetExceededError when nothing is left */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new BudgetExceededError();
  }
}

/** The result of `decide`, or `otherwise` where the budget does not suffice. */
export function within<Result, Otherwise>(steps: number, decide: (budget: Budget) => Result, otherwise: Otherwise) {
  try {
    return decide(new Budget(steps));
  } catch (error) {
    if (error instanceof BudgetExceededError) return otherwise;
    throw error;
  }
}
