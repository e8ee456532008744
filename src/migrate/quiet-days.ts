/** Entra ID reports most sign-ins within hours; two weeks see what runs weekly at least once. */
export const QUIET_DAYS = 14;
