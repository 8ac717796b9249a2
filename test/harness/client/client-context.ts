import type { ClientContext } from "#harness/client/client.ts";
import { bindVariables } from "#harness/scenario/bind-variables.ts";

/** A context whose URLs lead nowhere, with a full environment, and what the test changes in it. */
export function aContext(changes: Partial<ClientContext> = {}): ClientContext {
  return {
    baseUrl: "http://127.0.0.1:9",
    loginUrl: "http://127.0.0.1:9",
    accessToken: "the-token",
    clientId: "the-id",
    clientSecret: "the-secret",
    variables: {},
    bind: bindVariables,
    cwd: import.meta.dirname,
    parentEnv: { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/nonexistent" },
    ...changes,
  };
}

/** The same for a scenario without a token. */
export function aContextWithoutToken(changes: Partial<ClientContext> = {}): ClientContext {
  const { accessToken: _, ...context } = aContext(changes);
  return context;
}

/** A reference to a variable, as scenarios write it. */
export function ref(name: string): string {
  return `\${${name}}`;
}
