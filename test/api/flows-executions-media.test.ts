import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { type ExpectedRefusal, expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import { goodCalls, goodLaunch } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();
const asked = {
  published: { contract: contracts.get("published"), operationId: "postFlowsExecutions" },
  thread: { contract: contracts.get("thread"), operationId: "postFlowsExecutions" },
} as const;
const unsupported = {
  status: 415,
  code: "unsupported.media.type",
  message:
    "Unsupported Media Type - Unsupported or incorrect media type, such as an incorrect Content-Type value in the header.",
} as const;
const malformed = {
  status: 400,
  code: "bad.request",
  message: "The request could not be understood by the server due to malformed syntax.",
} as const;
const invalid = (code: string, field: string, message: string): ExpectedRefusal => ({
  status: 400,
  code: "bad_request",
  message: "The request body is not valid.",
  errors: [{ code, message, field }],
});

const launchWith = (
  contract: "published" | "thread",
  headers: Readonly<Record<string, string | undefined>>,
  body?: string,
) => {
  const call = goodCalls.postFlowsExecutions(contract);
  return sendCall(aMock({ contracts, contract }), body === undefined ? call : { ...call, body }, headers);
};

describe("POST /api/v2/flows/executions, Content-Type", () => {
  const wrongTypes = [
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "application/json-patch+json",
    "application/*",
    "json",
    "multipart/form-data; boundary=x",
  ];
  test.each(wrongTypes)("answers 415 to %s, published", async (type) => {
    expectRefusal(await launchWith("published", { "Content-Type": type }), asked.published, unsupported);
  });
  test.each(wrongTypes)("answers 400 and the field Content-Type to %s, thread", async (type) => {
    const message = `expected application/json, found ${type}`;
    const response = await launchWith("thread", { "Content-Type": type });
    expectRefusal(response, asked.thread, invalid("invalid_header", "Content-Type", message));
  });

  test("answers 415 to a body without Content-Type, published", async () => {
    const response = await launchWith("published", {}).unset("Content-Type");
    expectRefusal(response, asked.published, unsupported);
  });
  test("answers 400 and the field Content-Type to a body without one, thread", async () => {
    const response = await launchWith("thread", {}).unset("Content-Type");
    const message = "expected application/json, found no Content-Type";
    expectRefusal(response, asked.thread, invalid("invalid_header", "Content-Type", message));
  });

  const rightTypes = ["application/json; charset=utf-8", "APPLICATION/JSON", "application/json ;charset=UTF-8"];
  const right = contractNames.flatMap((contract) => rightTypes.map((type) => ({ contract, type })));
  test.each(right)("takes $type, $contract", async ({ contract, type }) => {
    const response = await launchWith(contract, { "Content-Type": type });
    expect(response.status).toBe(200);
  });

  const form = `flowId=${knownIds.publishedFlow}&name=x`;
  test("answers 415 to a form, published", async () => {
    const response = await launchWith("published", { "Content-Type": "application/x-www-form-urlencoded" }, form);
    expectRefusal(response, asked.published, unsupported);
  });
  test("answers 400 to a form and does not call it broken JSON, thread", async () => {
    const response = await launchWith("thread", { "Content-Type": "application/x-www-form-urlencoded" }, form);
    const message = "expected application/json, found application/x-www-form-urlencoded";
    expectRefusal(response, asked.thread, invalid("invalid_header", "Content-Type", message));
  });

  test("answers 415 although the body is wrong too, published", async () => {
    const response = await launchWith("published", { "Content-Type": "text/plain" }, '{"context":{}}');
    expectRefusal(response, asked.published, unsupported);
  });
  test("answers 400 and lists the header before the body's faults, thread", async () => {
    const body = JSON.stringify({ ...goodLaunch.thread, name: 1 });
    const response = await launchWith("thread", { "Content-Type": "text/plain", Accept: "text/html" }, body);
    const errors: { field: string }[] = response.body.errors;
    expect(errors.map(({ field }) => field)).toEqual(["Content-Type", "Accept", "name"]);
    expectValidAnswer(response, asked.thread);
  });

  test.each(["gzip", "br", "x-unknown"])("answers 415 to the Content-Encoding %s, published", async (encoding) => {
    expectRefusal(await launchWith("published", { "Content-Encoding": encoding }), asked.published, unsupported);
  });
  test.each(contractNames)("takes the Content-Encoding identity, %s", async (contract) => {
    expect((await launchWith(contract, { "Content-Encoding": "identity" })).status).toBe(200);
  });

  test("answers 403 before it looks at the media type, published", async () => {
    const headers = { "Content-Type": "text/plain", Authorization: `Bearer ${knownTokens.noLaunch}` };
    expect((await launchWith("published", headers)).body).toMatchObject({ code: "missing.any.permissions" });
  });
  test("answers 400 to the media type before it looks at the scope, thread", async () => {
    const headers = { "Content-Type": "text/plain", Authorization: `Bearer ${knownTokens.noLaunch}` };
    expect((await launchWith("thread", headers)).body).toMatchObject({ code: "bad_request" });
  });
});

describe("POST /api/v2/flows/executions, Accept", () => {
  const admitting = ["*/*", "application/*", "application/json", "text/html, */*;q=0.1", "application/json;q=0.2"];
  test.each([undefined, ...admitting])("takes %s, thread", async (accept) => {
    const response = await launchWith("thread", { Accept: accept });
    expect(response.status).toBe(200);
    expectValidAnswer(response, asked.thread);
  });

  const excluding = ["text/html", "application/xml", "application/json;q=0", "text/*", "application/json;q=0, */*"];
  test.each(excluding)("answers 400 and the field Accept to %s, thread", async (accept) => {
    const message = `expected a value that admits application/json, found ${accept}`;
    const response = await launchWith("thread", { Accept: accept });
    expectRefusal(response, asked.thread, invalid("invalid_header", "Accept", message));
  });

  test.each(excluding)("takes %s all the same, published", async (accept) => {
    expect((await launchWith("published", { Accept: accept })).status).toBe(200);
  });

  test("looks at Accept on the launch only, thread", async () => {
    const server = aMock({ contracts, contract: "thread" });
    const response = await sendCall(server, goodCalls.getFlow("thread"), { Accept: "text/html" });
    expect(response.status).toBe(200);
  });
});

describe("POST /api/v2/flows/executions, the JSON text", () => {
  const broken = [
    { what: "a trailing comma", body: '{"flowId":"x",}', found: "line 1, column 15" },
    { what: "a trailing comma on line 3", body: '{\n  "flowId": "x",\n}', found: "line 3, column 1" },
    { what: "single quotes", body: "{'flowId':'x'}", found: "line 1, column 2" },
    { what: "an unquoted key", body: '{flowId:"x"}', found: "line 1, column 2" },
    { what: "[object Object]", body: "[object Object]", found: "line 1, column 2" },
    { what: "a byte-order mark", body: "\uFEFF{}", found: "a byte-order mark at line 1, column 1" },
    { what: "an open end", body: '{"flowId":', found: "line 1, column 11" },
    { what: "an open list", body: '{"inputData":[1,2', found: "line 1, column 18" },
    { what: "a line break in a text", body: '{"flowId":"a\nb"}', found: "line 1, column 13" },
    { what: "white space alone", body: " \n", found: "line 2, column 1" },
    { what: "an open end on line 3", body: '{\n"flowId": "x",\n"name"', found: "line 3, column 7" },
  ];
  test.each(broken)("answers 400 bad.request to $what, published", async ({ body }) => {
    expectRefusal(await launchWith("published", {}, body), asked.published, malformed);
  });
  test.each(broken)("answers 400 and says where, to $what, thread", async ({ body, found }) => {
    const response = await launchWith("thread", {}, body);
    expectValidAnswer(response, asked.thread);
    expect(response.body).toMatchObject({
      status: 400,
      code: "bad_request",
      errors: [{ code: "invalid_json", field: "body", message: expect.stringContaining(found) }],
    });
    expect(response.body.errors).toHaveLength(1);
    expect(response.body.errors[0].message).toMatch(/^expected a JSON text, found /);
  });

  test.each([true, false])("answers 400 to no body at all, with Content-Type: %s, published", async (typed) => {
    const { Authorization } = goodCalls.postFlowsExecutions("published").headers;
    const request = aMock({ contracts })
      .api.post("/api/v2/flows/executions")
      .set("Authorization", String(Authorization));
    const response = await (typed ? request.set("Content-Type", "application/json") : request);
    expectRefusal(response, asked.published, malformed);
  });
  test("answers 400 and asks for a body when there is none, thread", async () => {
    const { Authorization } = goodCalls.postFlowsExecutions("thread").headers;
    const { api } = aMock({ contracts, contract: "thread" });
    const response = await api.post("/api/v2/flows/executions").set("Authorization", String(Authorization));
    const message = "expected a body of type application/json, found no body";
    expectRefusal(response, asked.thread, invalid("required", "body", message));
  });

  test("answers 400 to JSON that is nested deeper than 1000, published", async () => {
    const body = `{"flowId":"x","inputData":{"a":${"[".repeat(1001)}${"]".repeat(1001)}}}`;
    expectRefusal(await launchWith("published", {}, body), asked.published, malformed);
  });
});

describe("POST /api/v2/flows/executions, the size", () => {
  const padded = (contract: "published" | "thread", bytes: number) =>
    JSON.stringify(goodLaunch[contract]).padEnd(bytes, " ");
  test.each(contractNames)("answers 200 to a body of 512000 bytes, %s", async (contract) => {
    const response = await launchWith(contract, {}, padded(contract, 512_000));
    expect(response.status).toBe(200);
    expectValidAnswer(response, asked[contract]);
  });

  test.each(contractNames)("counts bytes, not characters, %s", async (contract) => {
    const response = await launchWith(contract, {}, `"${"é".repeat(256_000)}"`);
    expect(response.status).toBe(413);
  });

  test("answers 413 to one byte more than requestBytesMax", async () => {
    const server = aMock({ contracts, settings: { requestBytesMax: 100 } });
    const call = goodCalls.postFlowsExecutions("published");
    expect((await sendCall(server, { ...call, body: padded("published", 100) })).status).toBe(200);
    expectRefusal(await sendCall(server, { ...call, body: padded("published", 101) }), asked.published, {
      status: 413,
      code: "request.entity.too.large",
      message: "The request is over the size limit. Maximum bytes: 100",
    });
  });

  test("answers 413 before it looks at the token", async () => {
    const response = await launchWith("published", { Authorization: undefined }, "x".repeat(512_001));
    expect(response.status).toBe(413);
  });
});
