import { describe, expect, test } from "vitest";
import type { Refusal } from "#mock-server/contract/contract.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import type { ErrorShape } from "#mock-server/contract/operation.ts";
import { createFault, type Fault, type Problem } from "#mock-server/fault.ts";
import { formatErrorBody } from "#mock-server/respond/error-body.ts";

const contracts = createContractTable();

const refusal: Refusal = { status: 400, code: "some.code", message: "Value [%s] of [%s]", source: "made up" };

/** The body as it goes on the wire. */
function write(shape: ErrorShape, fault: Fault, as: Partial<Refusal> = {}): string {
  const contract = contracts.get(shape === "thread" ? "thread" : "published");
  return JSON.stringify(
    formatErrorBody(shape, { fault, refusal: { ...refusal, ...as }, status: 418, contextId: "id-1", contract }),
  );
}

function aProblem(parts: Partial<Problem>): Problem {
  return {
    check: "validate",
    rule: "wrong-type",
    in: "body",
    pointer: "/a",
    field: "a",
    expected: "a string",
    found: "null",
    slots: [],
    ...parts,
  };
}

describe("formatErrorBody platform", () => {
  test("has the keys of the published body in their order, and the slots filled", () => {
    expect(write("platform", createFault("x", { slots: ["1", "2"], problems: [aProblem({})] }))).toBe(
      '{"message":"Value [1] of [2]","code":"some.code","status":418,"contextId":"id-1","details":[],"errors":[]}',
    );
  });

  test("shows the message with names in its slots where the refusal has names", () => {
    expect(write("platform", createFault("x", { slots: ["[a, b]", "c"] }), { params: ["permissions", "who"] })).toBe(
      '{"message":"Value [[a, b]] of [c]","code":"some.code","status":418,' +
        '"messageWithParams":"Value [{permissions}] of [{who}]",' +
        '"messageParams":{"permissions":"[a, b]","who":"c"},"contextId":"id-1","details":[],"errors":[]}',
    );
  });

  test.each<[readonly string[], string]>([
    [[], "Value [] of []"],
    [["1"], "Value [1] of []"],
    [["1", "2", "3"], "Value [1] of [2]"],
    [["%s", "$&"], "Value [%s] of [$&]"],
    [['"\n', "é"], 'Value ["\n] of [é]'],
  ])("fills the slots %j one by one", (slots, message) => {
    expect(JSON.parse(write("platform", createFault("x", { slots })))).toMatchObject({ message });
  });
});

describe("formatErrorBody thread", () => {
  test("lists what is wrong with the request, each with its field and the code of its rule", () => {
    const problems = [
      aProblem({ rule: "missing-property", field: "initiator.id", found: "nothing" }),
      aProblem({ rule: "media-type", in: "header", field: "Content-Type", expected: "x", found: "y" }),
      aProblem({ check: "domain", rule: "flow-unknown", field: "flowId", expected: "the id of a flow", found: "none" }),
    ];
    expect(write("thread", createFault("x", { problems }), { message: "Not valid." })).toBe(
      '{"code":"some.code","message":"Not valid.","status":418,"errors":[' +
        '{"code":"required","message":"initiator.id is required","field":"initiator.id"},' +
        '{"code":"invalid_header","message":"expected x, found y","field":"Content-Type"},' +
        '{"code":"some.code","message":"expected the id of a flow, found none","field":"flowId"}' +
        '],"contextId":"id-1"}',
    );
  });

  test.each<Partial<Problem>>([
    { check: "authenticate", in: "header" },
    { check: "authorize", in: "header" },
    { check: "match", in: "path" },
    { check: "domain", in: "path" },
    { check: "domain", in: "query" },
  ])("lists no field for a problem that is not of the request's own: %j", (parts) => {
    expect(JSON.parse(write("thread", createFault("x", { problems: [aProblem(parts)] })))).toMatchObject({
      errors: [],
    });
  });
});

describe("formatErrorBody oauth", () => {
  test("has the code as the error and the text twice", () => {
    expect(write("oauth", createFault("x", { slots: ["1", "2"], problems: [aProblem({})] }))).toBe(
      '{"error":"some.code","description":"Value [1] of [2]","error_description":"Value [1] of [2]"}',
    );
  });
});
