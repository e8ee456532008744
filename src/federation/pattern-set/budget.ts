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
  readonly #whole: Budget | undefined;

  /**
   * @param steps states or edges that may be visited
   * @param whole what this one is a part of: its steps are spent there too
   */
  constructor(steps: number, whole?: Budget) {
    this.#left = steps;
    this.#whole = whole;
  }

  part(steps: number): Budget {
    return new Budget(steps, this);
  }

  /** @throws BudgetExceededError when nothing is left */
  spend(steps: number): void {
    this.#left -= steps;
    this.#whole?.spend(steps);
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
