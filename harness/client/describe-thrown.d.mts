/** What was thrown, for people: the message, the first places in the module's own code, and the causes. */
export function describeThrown(thrown: unknown): string;
