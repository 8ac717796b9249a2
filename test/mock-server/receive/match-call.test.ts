import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { matchCall } from "#mock-server/receive/match-call.ts";
import { anIncomingCall, operationOf } from "#test/helpers/a-call.ts";

const contract = createContractTable().get("published");
const settings = { requestBytesMax: 5 };

describe("matchCall", () => {
  test("adds operation, path parameters, contract and settings to the call", () => {
    const call = anIncomingCall({ path: "/api/v2/users/a%20b", query: "state=deleted" });
    expect(matchCall(call, { contract, settings })).toEqual({
      kind: "matched",
      call: {
        ...call,
        contract,
        settings,
        operation: operationOf(contract, "getUser"),
        pathParameters: { userId: "a b" },
      },
    });
  });

  test("refuses a path that the contract does not have", () => {
    expect(matchCall(anIncomingCall({ path: "/api/v2/nothing" }), { contract, settings })).toEqual({
      kind: "refused",
      fault: {
        name: "not.found",
        slots: [],
        problems: [
          {
            check: "match",
            rule: "unknown-path",
            in: "path",
            pointer: "",
            field: "path",
            expected: "a path of the contract",
            found: "/api/v2/nothing",
            slots: [],
          },
        ],
      },
    });
  });

  test("refuses a method that the path does not have, and names those that it has", () => {
    const call = anIncomingCall({ method: "DELETE", path: "/api/v2/flows/executions" });
    expect(matchCall(call, { contract, settings })).toEqual({
      kind: "refused",
      fault: {
        name: "method.not.allowed",
        slots: [],
        headers: { Allow: "POST" },
        problems: [
          {
            check: "match",
            rule: "wrong-method",
            in: "path",
            pointer: "",
            field: "method",
            expected: "POST",
            found: "DELETE",
            slots: [],
          },
        ],
      },
    });
  });
});
