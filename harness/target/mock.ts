import { createContractTable } from "#mock-server/contract/index.ts";
import { findSettingMistakes } from "#mock-server/contract/settings.ts";
import { callControl } from "#mock-server/control/control-calls.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { loadOrg } from "#mock-server/seed/load-org.ts";
import { startMock } from "#mock-server/start-mock.ts";
import { explainExchange } from "./explain-exchange.ts";
import { giveOrg, readControlAnswer, type SendOrder } from "./give-org.ts";
import { mockVariables } from "./mock-variables.ts";
import { type Target, TargetError } from "./target.ts";

export interface MockTargetOptions {
  /** Of the mock's org. */
  readonly seed: number;
  /** Whether a client reaches `/__mock` too; default false: the target needs no server for it, and Express is not loaded. */
  readonly controlPlane?: boolean;
}

/** The mock in this process: a server and an org of its own for every run, so that scenarios cannot meet each other. */
export function createMockTarget({ seed, controlPlane = false }: MockTargetOptions): Target {
  const contracts = createContractTable();
  let org: Promise<OrgData> | undefined;
  // Read-only data: every run starts from the same values in stores of its own.
  const seeded = () => {
    org ??= loadOrg(seed, contracts);
    return org;
  };
  return {
    name: "mock",
    side: "mock",
    address: "in this process",
    async variables(contract) {
      return mockVariables(await seeded(), contract);
    },
    async prepare({ contract, given }) {
      const settings = given.settings ?? {};
      const mistakes =
        given.settings === undefined
          ? []
          : findSettingMistakes([contracts.get("published"), contracts.get("thread")], settings);
      if (mistakes.length > 0)
        throw new TargetError(`given.settings: ${mistakes.join("; ")}`, { exitCode: 2, pointer: "/given/settings" });
      const running = await startMock({
        contract,
        contracts,
        seed,
        org: await seeded(),
        settings,
        controlPlane,
      });
      const { mock, url } = running;
      const order: SendOrder = async ({ path, body, at }) =>
        readControlAnswer(await callControl(mock, { method: "post", path, body }), at);
      try {
        const givenOrg = await giveOrg(given, { order, clients: await mock.org().oauthClients.list() });
        return {
          apiUrl: url,
          loginUrl: url,
          ...givenOrg,
          explain: (exchange) => explainExchange(exchange, { mock, contract }),
          close: () => running.close(),
        };
      } catch (error) {
        await running.close();
        throw error;
      }
    },
    async close() {},
  };
}
