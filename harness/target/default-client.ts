/** The OAuth client that a scenario gets when it names none: the one with every right. */
export const defaultClient = "Full access";
