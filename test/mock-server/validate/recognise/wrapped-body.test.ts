import { describe, expect, test } from "vitest";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aLaunch, correctedBody, diagnose } from "#test/helpers/a-diagnosis.ts";

const flowId = knownIds.publishedFlow;
const right = { flowId };
const inputs = { "Flow.a": 1 };
const { activeUser } = knownIds;

/** What is sent, where the body is in it, and the body that is accepted. */
const cases: readonly (readonly [what: string, body: unknown, pointer: string, corrected: unknown])[] = [
  ["the body inside body", { body: right }, "/body", right],
  ["the body inside request", { request: { flow_id: flowId } }, "/request", right],
  ["the body inside request and body", { request: { body: right } }, "/request/body", right],
  [
    "the body inside data and attributes",
    { data: { attributes: { flow_id: flowId, inputData: inputs } } },
    "/data/attributes",
    { flowId, inputData: inputs },
  ],
  [
    "the body as JSON:API has it",
    { data: { type: "executions", id: "1", attributes: right }, jsonapi: { version: "1.1" } },
    "/data/attributes",
    right,
  ],
  ["the body five levels down", { a: { b: { c: { d: { "e/f": right } } } } }, "/a/b/c/d/e~1f", right],
];

describe("the recogniser of a wrapped body", () => {
  test.each(cases)("unwraps %s", async (_, body, pointer, corrected) => {
    const diagnosis = await diagnose(aLaunch(body));
    expect(diagnosis.problems[0]).toMatchObject({ rule: "body-in-a-wrapper", in: "body", pointer });
    expect(correctedBody(diagnosis)).toEqual(corrected);
  });

  test("says how far down the body is, and what beside it goes", async () => {
    const { problems, changes } = await diagnose(aLaunch({ data: { type: "executions", attributes: right } }));
    expect(problems).toMatchObject([
      {
        found: 'the whole body 2 levels down, inside "data.attributes"',
        suggestion: 'Send what is inside "data.attributes" as the body itself, without "type".',
        code: "invalid.property",
      },
    ]);
    expect(changes).toEqual(['body: {"data": {"attributes": {...}}} -> {...}']);
  });

  test("takes inputs that hold an object for inputs, even if a name of the body is in it", async () => {
    const nested = { customer: { name: "Ada" } };
    const diagnosis = await diagnose(aLaunch({ inputs: nested }));
    expect(diagnosis.problems[0]).toMatchObject({ rule: "wrong-name", pointer: "/inputs" });
    expect(correctedBody(diagnosis)).toMatchObject({ inputData: nested });
  });

  test("takes no object for the body beside which the body's own names stand", async () => {
    const diagnosis = await diagnose(aLaunch({ flowId, data: { attributes: right } }));
    expect(correctedBody(diagnosis)).toEqual({ flowId, inputData: { attributes: right } });
  });

  test("takes JSON:API's type for none of the body's, where thread has one, too", async () => {
    const sent = { data: { type: "executions", attributes: { flowId, type: "user", initiator: { id: activeUser } } } };
    const diagnosis = await diagnose(aLaunch(sent), { contract: "thread" });
    expect(diagnosis.problems[0]).toMatchObject({ rule: "body-in-a-wrapper", pointer: "/data/attributes" });
    expect(correctedBody(diagnosis)).toEqual({ flowId, type: "user", initiator: { id: activeUser } });
  });
});
