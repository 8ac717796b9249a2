import { describe, expect, test } from "vitest";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aLaunch, correctedBody, diagnose } from "#test/helpers/a-diagnosis.ts";

const flowId = knownIds.publishedFlow;
const right = { flowId };
const inputs = { "Flow.a": 1 };
const json = JSON.stringify(right);
const token = ["Authorization", `Bearer ${knownTokens.fullAccess}`] as const;

/** What is sent, the rule and place of the first problem, and the body that is accepted. */
const cases: readonly (readonly [what: string, body: unknown, rule: string, pointer: string, corrected: unknown])[] = [
  ["context for inputData", { flowId, context: inputs }, "wrong-name", "/context", { flowId, inputData: inputs }],
  [
    "parameters for inputData",
    { flowId, parameters: inputs },
    "wrong-name",
    "/parameters",
    { flowId, inputData: inputs },
  ],
  ["a slip of a synonym", { flowId, contxt: inputs }, "wrong-name", "/contxt", { flowId, inputData: inputs }],
  ["a name in another case", { FlowID: flowId }, "wrong-name", "/FlowID", right],
  ["a name with an underscore", { flow_id: flowId }, "wrong-name", "/flow_id", right],
  ["a slip in a name", { flowld: flowId }, "wrong-name", "/flowld", right],
  ["a property that nothing is like", { flowId, zebra: 1 }, "unknown-property", "/zebra", right],
  [
    "a list of names and values",
    { flowId, inputData: [{ name: "Flow.a", value: 1 }] },
    "list-for-a-map",
    "/inputData",
    { flowId, inputData: inputs },
  ],
  [
    "a list of keys and values",
    { flowId, inputData: [{ key: "Flow.a", value: 1 }] },
    "list-for-a-map",
    "/inputData",
    { flowId, inputData: inputs },
  ],
  ["a body that is encoded twice", JSON.stringify(json), "double-encoded-json", "", right],
  [
    "a property that is encoded twice",
    { flowId, inputData: JSON.stringify(inputs) },
    "double-encoded-json",
    "/inputData",
    { flowId, inputData: inputs },
  ],
  ["[object Object] for the body", "[object Object]", "object-object", "", right],
  [
    "[object Object] for a property",
    { flowId, inputData: "[object Object]" },
    "object-object",
    "/inputData",
    { flowId, inputData: {} },
  ],
  [
    "a table that PowerShell did not encode",
    { flowId, inputData: "System.Collections.Hashtable" },
    "object-object",
    "/inputData",
    { flowId, inputData: {} },
  ],
  ["PowerShell's text of a table for the body", "System.Collections.Hashtable", "object-object", "", right],
  ["a form under the name of JSON", `flowId=${flowId}`, "form-for-json", "", right],
  ["single quotes", `{'flowId': '${flowId}'}`, "single-quotes", "", right],
  ["typographic quotes", `{\u201CflowId\u201D: \u201C${flowId}\u201D}`, "typographic-quotes", "", right],
  ["a trailing comma", `{"flowId": "${flowId}",}`, "trailing-comma", "", right],
  ["a comment", `{"flowId": "${flowId}" /* mine */}`, "comment", "", right],
  ["a name without quotes", `{flowId: "${flowId}"}`, "unquoted-name", "", right],
  [
    "quotes that a shell took away",
    `{flowId:${flowId},inputData:{Flow.a:1}}`,
    "unquoted-name",
    "",
    { flowId, inputData: inputs },
  ],
  ["a text without quotes", `{"flowId": ${flowId}}`, "unquoted-text", "", right],
  [
    "a body that was cut off",
    `{"flowId": "${flowId}", "inputData": {"Flow.a": 1`,
    "unclosed",
    "",
    { flowId, inputData: inputs },
  ],
  ["a tab inside a text", `{"flowId": "${flowId}", "name": "a\tb"}`, "control-character", "", { flowId, name: "a\tb" }],
  ["Python's None", `{"flowId": "${flowId}", "name": None}`, "foreign-word", "", { flowId, name: null }],
  ["a byte-order mark", `\uFEFF${json}`, "byte-order-mark", "", right],
  ["UTF-16, little endian", Buffer.from(json, "utf16le"), "utf-16", "", right],
  ["UTF-16, big endian", Buffer.from(json, "utf16le").swap16(), "utf-16", "", right],
  [
    "Latin-1",
    Buffer.from(`{"flowId":"${flowId}","name":"Z\u00fcrich"}`, "latin1"),
    "not-utf-8",
    "",
    { flowId, name: "Z\u00fcrich" },
  ],
  ["no body", "", "body-missing", "", right],
  ["white space for a body", " \n", "body-missing", "", right],
  ["an empty text for a body", '""', "body-missing", "", right],
  ["a list around the body", [right], "body-in-a-list", "", right],
  ["quotes inside an id", { flowId: `"${flowId}"` }, "id-form", "/flowId", right],
  ["braces around an id", { flowId: `{${flowId}}` }, "id-form", "/flowId", right],
  ["white space around an id", { flowId: ` ${flowId}\n` }, "id-form", "/flowId", right],
  ["an id without its hyphens", { flowId: flowId.replaceAll("-", "") }, "id-form", "/flowId", right],
  ["an object around an id", { flowId: { id: flowId } }, "wrong-type", "/flowId", right],
  ["a number for a text", { flowId, name: 5 }, "wrong-type", "/name", { flowId, name: "5" }],
  [
    "a number for a version",
    { flowId, flowVersion: 3 },
    "version-form",
    "/flowVersion",
    { flowId, flowVersion: "3.0" },
  ],
  [
    "a version without its zero",
    { flowId, flowVersion: "v2" },
    "version-form",
    "/flowVersion",
    { flowId, flowVersion: "2.0" },
  ],
  ["a version that there is not", { flowId, flowVersion: "77.0" }, "unknown-version", "/flowVersion", right],
  ["no flow", { inputData: inputs }, "missing-property", "/flowId", { flowId, inputData: inputs }],
];

describe("the body recognisers", () => {
  test.each(cases)("explain and mend %s", async (_, body, rule, pointer, corrected) => {
    const diagnosis = await diagnose(aLaunch(body));
    const [first] = diagnosis.problems;
    expect(diagnosis.accepted).toBe(false);
    expect(first).toMatchObject({ rule, in: "body", pointer });
    expect(first?.suggestion).toMatch(/\w+\.?/);
    expect(correctedBody(diagnosis)).toEqual(corrected);
  });

  test("say at which line and column a trailing comma and a comment stand", async () => {
    const { problems } = await diagnose(aLaunch(`{\n  // mine\n  "flowId": "${flowId}",\n}`));
    expect(problems.map(({ rule, position }) => [rule, position])).toEqual([
      ["comment", { line: 2, column: 3 }],
      ["trailing-comma", { line: 3, column: 51 }],
    ]);
  });

  test("leave texts alone that only look like comments and commas", async () => {
    const diagnosis = await diagnose(aLaunch(`{'flowId': '${flowId}', 'name': 'it\\'s // no, comment,}'}`));
    expect(correctedBody(diagnosis)).toEqual({ flowId, name: "it's // no, comment,}" });
  });

  test.each([
    ["text/plain", [["Content-Type", "text/plain"]]],
    ["no type", []],
  ] as const)("name the media type where JSON came as %s", async (_, headers) => {
    const diagnosis = await diagnose(aLaunch(right, { headers: [token, ...headers] }));
    expect(diagnosis.problems).toMatchObject([
      { rule: "json-by-another-name", in: "header", pointer: "Content-Type", code: "unsupported.media.type" },
    ]);
    expect(diagnosis.corrected?.headers).toContainEqual(["Content-Type", "application/json"]);
    expect(correctedBody(diagnosis)).toEqual(right);
  });

  test("turn a form into JSON, with its brackets as an object", async () => {
    const headers = [token, ["Content-Type", "application/x-www-form-urlencoded"]] as const;
    const diagnosis = await diagnose(aLaunch(`flowId=${flowId}&inputData%5BFlow.a%5D=x`, { headers }));
    expect(diagnosis.problems[0]).toMatchObject({ rule: "form-for-json", in: "header" });
    expect(correctedBody(diagnosis)).toEqual({ flowId, inputData: { "Flow.a": "x" } });
  });

  test("put Flow. before the name of an input, and read its value as the flow declares it", async () => {
    const body = { flowId: knownIds.inputSchemaFlow, inputData: { customerId: "1", "flow.AMOUNT": "5" } };
    const diagnosis = await diagnose(aLaunch(body));
    expect(diagnosis.problems.map(({ rule }) => rule).slice(0, 2)).toEqual([
      "input-without-flow-prefix",
      "wrong-input-name",
    ]);
    expect(correctedBody(diagnosis)).toEqual({
      flowId: knownIds.inputSchemaFlow,
      inputData: { "Flow.customerId": "1", "Flow.amount": 5 },
    });
  });

  test("mend users as well: names, a word in another case, a text for true", async () => {
    const body = { fullName: "Ada", mail: "ada@example.com", state: "Active" };
    const diagnosis = await diagnose(aLaunch(body, { path: "/api/v2/users" }));
    expect(correctedBody(diagnosis)).toEqual({ name: "Ada", email: "ada@example.com", state: "active" });
  });

  test("take the nearest word for a value of the query", async () => {
    const diagnosis = await diagnose(aLaunch("", { method: "GET", path: "/api/v2/users?state=Actve" }));
    expect(diagnosis.problems[0]).toMatchObject({ in: "query", pointer: "state", suggestion: "Write it active." });
    expect(diagnosis.corrected?.path).toBe("/api/v2/users?state=active");
  });

  test("do not repeat a password that is no text", async () => {
    const body = { name: "Ada", email: "ada@example.com", password: 4711_0815 };
    const { problems, changes } = await diagnose(aLaunch(body, { path: "/api/v2/users" }));
    expect(problems[0]).toMatchObject({ rule: "wrong-type", pointer: "/password" });
    expect(JSON.stringify([problems, changes])).not.toContain("47110815");
  });
});

describe("the body recognisers under thread", () => {
  const { activeUser } = knownIds;
  test.each([
    ["the user under userId inside initiator", { initiator: { userId: activeUser } }],
    ["the user's id for initiator", { initiator: activeUser }],
    ["the user at the top of the body", { initiatorId: activeUser }],
  ])("find %s", async (_, sent) => {
    const diagnosis = await diagnose(aLaunch({ flowId, type: "user", ...sent }), { contract: "thread" });
    expect(correctedBody(diagnosis)).toEqual({ flowId, type: "user", initiator: { id: activeUser } });
    expect(diagnosis.changes).toHaveLength(1);
  });

  test("begin anew where the body is no JSON of any kind, and say that its values are examples", async () => {
    const diagnosis = await diagnose(aLaunch(`<flowId>${flowId}</flowId>`), { contract: "thread" });
    expect(diagnosis.changes[0]).toBe("body: written anew, as a JSON object (its values are examples)");
    expect(correctedBody(diagnosis)).toMatchObject({ flowId, initiator: { id: activeUser } });
  });
});
