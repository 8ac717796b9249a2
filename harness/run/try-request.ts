import { sendRequest } from "#harness/client/send-request.ts";
import type { TryRequest } from "#harness/compare/wire/find-decisive.ts";
import type { ContractName, Given, Scenario } from "#harness/scenario/scenario.ts";
import type { Target } from "#harness/target/target.ts";
import { bindRun } from "./bind-run.ts";
import type { Surroundings } from "./surroundings.ts";

export interface TryOptions {
  readonly scenario: Scenario;
  readonly contract: ContractName;
  readonly mock: Target;
  readonly around: Surroundings;
  /** The tokens that stand in captured requests; each try has one of its own mock in their place. */
  readonly tokens: readonly string[];
}

const timeoutMs = 10_000;

/** Sends a captured request, maybe changed, to a mock that is as fresh as that of the client it was captured from. */
export function createTry({ scenario, contract, mock, around, tokens }: TryOptions): TryRequest {
  return ({ method, path, headers, body }) =>
    around.inSlot(mock, async () => {
      const run = { scenario: scenario.id, run: `${contract} experiment` };
      const builtIn = await mock.variables(contract, run);
      const bound = bindRun({ target: mock, contract, builtIn, declared: scenario.variables });
      // What is bound keeps the form that loading has checked.
      const given = bound.bind(scenario.given) as Given;
      const prepared = await mock.prepare({ ...run, contract, given, effect: scenario.effect });
      for (const secret of prepared.secrets) around.onSecret(secret);
      const current = (text: string) =>
        tokens.reduce((changed, token) => changed.replaceAll(token, prepared.accessToken ?? token), text);
      const fresh = headers
        .filter(([name]) => name.toLowerCase() !== "host")
        .map(([name, value]): [string, string] => [name, current(value)]);
      const host: [string, string] = ["Host", new URL(prepared.apiUrl).host];
      const added = prepared.addedHeaders ?? [];
      try {
        const answer = await sendRequest(
          {
            method,
            baseUrl: prepared.apiUrl,
            path: current(path),
            headers: [host, ...fresh, ...added.map(([name, value]): [string, string] => [name, value])],
            body,
          },
          AbortSignal.timeout(timeoutMs),
        );
        return { status: answer.status, body: answer.body };
      } finally {
        await prepared.close();
      }
    });
}
