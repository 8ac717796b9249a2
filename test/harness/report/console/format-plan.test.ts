import pc from "picocolors";
import { describe, expect, test } from "vitest";
import { formatPlan } from "#harness/report/console/format-plan.ts";
import { aPlan } from "#test/harness/report/builders.ts";

const colours = pc.createColors(false);

describe("formatPlan", () => {
  test("says where the calls go, what they may do, and what is left out with the reason said once", () => {
    const writing = ["a", "b", "c", "d"].map((id) => ({ id, effect: "writes" as const, notRun: "it writes" }));
    const plan = aPlan({ scenarios: [...writing, { id: "e", effect: "reads" }, { id: "f", effect: "launches" }] });

    expect(formatPlan(plan, colours)).toBe(`\
Plan
  target        live, https://api.example.com and https://login.example.com
  organization  0a1b2c3d-0000-4000-8000-000000000001, and no other (GENESYS_ORG_ID)
  allowed       reads only: nothing is launched or written
  rate          at most 60 calls a minute
  runs there    2 of 6 scenarios: 1 reads, 1 launches
  not there     4
                  4: it writes (a, b, c and 1 more)

`);
  });

  test("lists what would run, and says that nothing was sent, when only the plan was asked for", () => {
    const plan = formatPlan(aPlan({ dryRun: true, scenarios: [{ id: "e", effect: "reads" }] }), colours);

    expect(plan).toContain("  runs there    1 of 1 scenario: 1 reads\n                  e (reads)\n");
    expect(plan).toMatch(/\nOnly the plan was asked for: nothing was sent\.\n\n$/);
  });

  test("says that no organization is pinned, and how to pin one", () => {
    const { organizationId: _, callsPerMinute: __, ...plan } = aPlan();

    expect(formatPlan(plan, colours)).toContain(
      "organization  whichever the credentials belong to; pin it with GENESYS_ORG_ID\n",
    );
    expect(formatPlan({ ...plan, target: "recording" }, colours)).toContain("organization  that of the recordings\n");
    expect(formatPlan(plan, colours)).not.toContain("rate");
  });
});
