import { describe, expect, test } from "vitest";
import { planRun } from "#harness/run/plan-run.ts";
import { aDocument } from "#test/harness/scenario/load-text.ts";
import { aTarget, scenariosOf } from "./build-run.ts";

const live = aTarget({
  name: "live",
  side: "real",
  address: "https://api.example",
  bindingOf: (name) => (name === "publishedFlow" ? { source: "GENESYS_TEST_FLOW_ID" } : undefined),
  whyNotGiven({ faults, token }) {
    if (faults !== undefined) return "no faults there";
    return typeof token === "object" && token.permissions !== undefined ? "no such token there" : undefined;
  },
});

/** What is planned for one scenario. */
async function planned(changes: object, allow: "reads" | "launches" | "writes" = "launches") {
  const scenarios = await scenariosOf({ a: aDocument({ id: "a", effect: "launches", ...changes }) });
  return (await planRun(scenarios, { real: live, allow }))?.scenarios[0];
}

describe("planRun", () => {
  test("says where a run goes and what it may do", async () => {
    const scenarios = await scenariosOf({ a: aDocument({ id: "a", effect: "reads" }) });
    const options = {
      real: live,
      allow: "reads",
      planned: { organizationId: "o", callsPerMinute: 5 },
      dryRun: true,
    } as const;

    expect(await planRun(scenarios, options)).toEqual({
      target: "live",
      address: "https://api.example",
      organizationId: "o",
      callsPerMinute: 5,
      allowed: "reads",
      dryRun: true,
      scenarios: [{ id: "a", effect: "reads" }],
    });
  });

  test("is nothing without a real side", async () => {
    expect(await planRun(await scenariosOf({ a: aDocument() }), { allow: "reads" })).toBeUndefined();
  });

  test.each<[string, object, string]>([
    [
      "does more than is allowed",
      { effect: "writes" },
      "it writes, and only launches is allowed; allow it with --allow writes",
    ],
    ["is given what the target cannot give", { given: { faults: [{ status: 500 }] } }, "no faults there"],
    [
      "expects a refusal for its token",
      { given: { token: { permissions: [] } }, expect: { status: 403 } },
      "no such token there",
    ],
    [
      "has a client that tells of one",
      { given: { token: { permissions: [] } }, expect: { published: { result: { refusals: [{ status: 401 }] } } } },
      "no such token there",
    ],
    [
      "uses an id that is not bound",
      { client: { request: { path: "/a/${publishedFlow}" } } },
      '"publishedFlow" is not bound for the real org; set GENESYS_TEST_FLOW_ID',
    ],
    [
      "is given one that is not bound",
      { given: { flows: [{ id: "${publishedFlow}" }] } },
      '"publishedFlow" is not bound for the real org; set GENESYS_TEST_FLOW_ID',
    ],
  ])("leaves out a scenario that %s, and says why", async (_what, changes, notRun) => {
    expect(await planned(changes)).toMatchObject({ id: "a", notRun });
  });

  test("runs what is given a token that nothing is expected to be refused for", async () => {
    const given = { token: { permissions: ["architect:flow:launch"] } };
    expect(await planned({ given, expect: { status: 200 } })).toEqual({ id: "a", effect: "launches" });
  });

  test("runs what only claims are tested by", async () => {
    expect(await planned({ effect: "reads" }, "reads")).toEqual({ id: "a", effect: "reads" });
  });
});
