import type { Client } from "#harness/scenario/scenario.ts";
import type { ClientContext, ClientOf, ClientOutcome, ClientRunner } from "./client.ts";
import { runCommand } from "./command.ts";
import { runModule } from "./module.ts";
import { runRequests } from "./request.ts";

/** How each kind of client is run. */
export const clientRunners: { readonly [K in Client["kind"]]: ClientRunner<ClientOf<K>> } = {
  request: runRequests,
  module: runModule,
  command: runCommand,
};

/** Runs a client of any kind; see `ClientRunner` for what is promised. */
export function runByKind<K extends Client["kind"]>(
  client: { [P in K]: ClientOf<P> }[K],
  context: ClientContext,
): Promise<ClientOutcome> {
  const run: ClientRunner<typeof client> = clientRunners[client.kind];
  return run(client, context);
}
