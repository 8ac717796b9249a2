import { describe, expect, test } from "vitest";
import type { Outcome } from "#mock-server/call.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { createFault } from "#mock-server/fault.ts";
import { type Addressee, respond } from "#mock-server/respond/respond.ts";
import { operationOf } from "#test/helpers/a-call.ts";

const contracts = createContractTable();
const headers = {
  "Content-Type": "application/json",
  "Strict-Transport-Security": "max-age=600; includeSubDomains",
  "Cache-Control": "no-cache, no-store, must-revalidate",
  Pragma: "no-cache",
  Expires: "0",
  "ININ-Correlation-Id": "id-1",
};

/** What goes on the wire under the published contract, unless told otherwise. */
function write(outcome: Outcome, to: Partial<Addressee> = {}) {
  return respond(outcome, { contract: contracts.get("published"), settings: {}, correlationId: "id-1", ...to });
}

const refuse = (...parts: Parameters<typeof createFault>): Outcome => ({
  kind: "refused",
  fault: createFault(...parts),
});

describe("respond", () => {
  test("writes a success with its status and the contract's headers", () => {
    expect(write({ kind: "success", status: 201, body: { a: "é" } })).toEqual({
      status: 201,
      headers,
      body: '{"a":"é"}',
    });
  });

  test("writes no body where there is none", () => {
    expect(write({ kind: "success", status: 204 })).toEqual({ status: 204, headers, body: "" });
  });

  test("writes of a success what the contract declares for the operation", () => {
    const body = { id: "1", executionId: "1", name: "n", flowVersion: {}, selfUri: "/x" };
    const launched = (name: "published" | "thread") => {
      const contract = contracts.get(name);
      const operation = operationOf(contract, "postFlowsExecutions");
      return write({ kind: "success", status: 200, body }, { contract, operation }).body;
    };
    expect(launched("published")).toBe('{"id":"1","name":"n","flowVersion":{},"selfUri":"/x"}');
    expect(launched("thread")).toBe('{"executionId":"1","selfUri":"/x"}');
  });

  test("writes a refusal in the contract's shape where no operation was found", () => {
    expect(write(refuse("not.found"))).toEqual({
      status: 404,
      headers,
      body:
        '{"message":"The requested resource was not found.","code":"not.found","status":404,' +
        '"contextId":"id-1","details":[],"errors":[]}',
    });
    expect(write(refuse("not.found"), { contract: contracts.get("thread") }).body).toBe(
      '{"code":"not_found","message":"The requested resource was not found.","status":404,"errors":[],"contextId":"id-1"}',
    );
  });

  test("writes a refusal in the operation's shape, with the status that a setting gives", () => {
    const operation = operationOf(contracts.get("published"), "postOauthToken");
    const refused = (settings: Addressee["settings"]) =>
      write(refuse("oauth.client.not.found"), { operation, settings });
    expect(refused({ oauthErrorStatus: 401 })).toEqual({
      status: 401,
      headers,
      body: '{"error":"invalid_client","description":"client not found","error_description":"client not found"}',
    });
    expect(refused({}).status).toBe(400);
  });

  test("adds the headers of the fault to those of the contract", () => {
    const answer = write(refuse("method.not.allowed", { headers: { Allow: "GET, POST" } }));
    expect(answer.status).toBe(405);
    expect(answer.headers).toEqual({ ...headers, Allow: "GET, POST" });
  });

  test("throws for a fault that the contract has no refusal for", () => {
    const contract = contracts.get("thread");
    expect(() => write(refuse("invalid.property"), { contract })).toThrow(
      "the contract thread has no refusal invalid.property",
    );
  });
});
