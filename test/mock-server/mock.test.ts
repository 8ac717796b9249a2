import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aSeededMock } from "#test/helpers/a-mock.ts";
import { orgData } from "#test/helpers/an-org.ts";
import { aUser } from "#test/helpers/entities.ts";

const contracts = createContractTable();

describe("createMock", () => {
  test("speaks published with the seed 1 when nothing is said", () => {
    const mock = aSeededMock({ contracts });
    expect([mock.defaultContract, mock.seed]).toEqual(["published", 1]);
  });

  test("has the same org, ids and tokens for the same seed, and others for another", async () => {
    const take = async (seed: number) => {
      const mock = aSeededMock({ contracts, seed });
      const { ids } = mock.org();
      return [await readOrgData(mock.org()), ids.nextId(), ids.nextToken(), mock.nextCorrelationId()];
    };
    const one = await take(5);
    expect(await take(5)).toEqual(one);
    const other = await take(6);
    expect(one.map((part, position) => JSON.stringify(part) === JSON.stringify(other[position]))).toEqual(
      Array(4).fill(false),
    );
  });

  test("gives each contract with the settings that it allows", () => {
    const mock = aSeededMock({ contracts, settings: { unknownProperties: "drop", maxPageSize: 9 } });
    expect(mock.contract("published").settings).toMatchObject({ unknownProperties: "drop", maxPageSize: 9 });
    expect(mock.contract("thread").settings).toMatchObject({ unknownProperties: "refuse", maxPageSize: 9 });
    expect(mock.contract("thread").contract).toBe(contracts.get("thread"));
  });

  test("starts with the org that it is given, and comes back to it", async () => {
    const org = orgData({ users: [aUser({ id: "u1" })] });
    const mock = aSeededMock({ contracts, org });
    await mock.org().users.delete("u1");
    mock.reset();
    expect(await readOrgData(mock.org())).toEqual(org);
  });

  test("takes another org in place of the present one, until a reset", async () => {
    const mock = aSeededMock({ contracts });
    mock.replaceOrg(orgData());
    expect(await mock.org().users.list()).toEqual([]);
    mock.reset();
    expect(await mock.org().users.get(knownIds.activeUser)).toMatchObject({ state: "active" });
  });

  test("is without faults, exchanges and a stepped clock after a reset, and gives the same ids again", () => {
    const mock = aSeededMock({ contracts, realNow: () => 1_000 });
    const firstId = mock.org().ids.nextId();
    mock.faults.add({ status: 503 });
    mock.clock.advance(5);
    mock.clock.freeze(true);
    mock.reset();
    expect([mock.faults.list(), mock.exchanges.list(), mock.clock.now(), mock.clock.isFrozen()]).toEqual([
      [],
      [],
      1_000,
      false,
    ]);
    expect(mock.org().ids.nextId()).toBe(firstId);
  });

  test("lets the clock of its org be stepped through its own", () => {
    const mock = aSeededMock({ contracts, realNow: () => 1_000 });
    mock.replaceOrg(orgData());
    mock.clock.set(77);
    expect(mock.org().clock.now()).toBe(77);
  });
});
