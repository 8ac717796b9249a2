import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { getFlow } from "#mock-server/domain/flows/get-flow.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aFlow } from "#test/helpers/entities.ts";

const contract = createContractTable().get("published");
const org = anOrg({ flows: [aFlow({ id: "f1" }), aFlow({ id: "f2", state: "deleted" })] });

const read = (flowId: string, deleted = false) =>
  getFlow(anAcceptedCall(contract, "getFlow", { input: { path: { flowId }, query: { deleted } } }), org);

const refused = (name: string, parts: { rule: string; expected: string; found: string }) => ({
  kind: "refused",
  fault: {
    name,
    slots: [],
    problems: [{ check: "domain", in: "path", pointer: "flowId", field: "flowId", slots: [], ...parts }],
  },
});

describe("getFlow", () => {
  test("answers a flow, and a deleted one where that is asked for", async () => {
    expect(await read("f1")).toMatchObject({ kind: "success", status: 200, body: { id: "f1", deleted: false } });
    expect(await read("f1", true)).toMatchObject({ kind: "success", body: { id: "f1" } });
    expect(await read("f2", true)).toMatchObject({ kind: "success", body: { id: "f2", deleted: true, active: false } });
  });

  test("refuses an id that no flow has", async () => {
    expect(await read("f3")).toEqual(
      refused("architect.flow.not.found", {
        rule: "flow-unknown",
        expected: "the id of a flow",
        found: "an id that no flow has",
      }),
    );
  });

  test("refuses a deleted flow", async () => {
    expect(await read("f2")).toEqual(
      refused("architect.flow.deleted", {
        rule: "flow-deleted",
        expected: "a flow that is not deleted",
        found: "a deleted flow",
      }),
    );
  });
});
