import { describe, expect, test } from "vitest";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";

const flowId = knownIds.publishedFlow;
const headers = { Authorization: `Bearer ${knownTokens.fullAccess}`, "Content-Type": "application/json" };
const launch = { method: "POST", path: "/api/v2/flows/executions", headers };

describe("POST /__mock/explain", () => {
  test("diagnoses a request without executing it, in JSON and as text", async () => {
    const { api, mock } = aMock({});
    const { status, body } = await api.post("/__mock/explain").send({ ...launch, body: { flowId, context: { a: 1 } } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      accepted: false,
      contract: "published",
      changes: ["body.context -> body.inputData"],
      corrected: { method: "POST", path: launch.path, body: { flowId, inputData: { a: 1 } } },
    });
    expect(body.text).toContain("Call it inputData.");
    expect(await mock.org().executions.list()).toEqual([]);
    expect(mock.exchanges.list()).toEqual([]);
  });

  test("asks the contract that is named, else the server's", async () => {
    const { api } = aMock({ contract: "thread" });
    const order = { ...launch, body: { flowId } };
    const [own, named] = [
      await api.post("/__mock/explain").send(order),
      await api.post("/__mock/explain").send({ ...order, contract: "published" }),
    ];
    expect([own.body.contract, own.body.accepted]).toEqual(["thread", false]);
    expect([named.body.contract, named.body.accepted]).toEqual(["published", true]);
  });

  test("takes a text as it is, headers as a list, and a whole address", async () => {
    const { api } = aMock({});
    const { body } = await api.post("/__mock/explain").send({
      ...launch,
      path: `https://api.mypurecloud.com${launch.path}`,
      headers: Object.entries(headers),
      body: `{"flowId":"${flowId}",}`,
    });
    expect(body.problems).toMatchObject([{ rule: "trailing-comma", position: { line: 1, column: 49 } }]);
    expect(body.curl).toContain("'https://api.mypurecloud.com/api/v2/flows/executions'");
  });

  test("shows no token, secret or password, known or not", async () => {
    const { api } = aMock({});
    const order = {
      ...launch,
      path: "/api/v2/users",
      headers: { ...headers, Authorization: "Bearer a-token-of-another-org" },
      body: { nam: "Ada", email: knownTokens.readOnly, password: "correct-horse" },
    };
    const { text } = await api.post("/__mock/explain").send(order);
    expect(text).toContain('"password":"<redacted>"');
    expect(text).not.toMatch(new RegExp(`a-token-of-another-org|correct-horse|${knownTokens.readOnly}`));
  });

  test.each([
    ["no path", { method: "GET" }, 'lacks the property "path"'],
    ["an unknown name", { ...launch, header: {} }, 'did you mean "headers"?'],
    ["another contract", { ...launch, contract: "live" }, "expected one of published, thread"],
    ["headers that are no texts", { ...launch, headers: { a: 1 } }, "/headers: expected an object of texts"],
    ["a list that is none of pairs", { ...launch, headers: [["a"]] }, "a list of [name, value]"],
    ["headers that are a text", { ...launch, headers: "a: b" }, "/headers: expected"],
  ])("refuses %s, and says what is expected", async (_, order, message) => {
    const { api } = aMock({});
    const { status, body } = await api.post("/__mock/explain").send(order);
    expect(status).toBe(400);
    expect(body.message).toContain(message);
  });
});

describe("GET /__mock/exchanges/{contextId}", () => {
  test("carries the diagnosis of a refusal, from the bytes and the token as they came", async () => {
    const { api } = aMock({});
    const answer = await api.post(launch.path).set(headers).send(`{'flow_id':'${flowId}'}`);
    const { body, text } = await api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(body.diagnosis.problems.map(({ rule }: { rule: string }) => rule)).toEqual(["single-quotes", "wrong-name"]);
    expect(body.diagnosis.corrected.body).toEqual({ flowId });
    expect(text).not.toContain(knownTokens.fullAccess);
  });

  test("carries none for a call that was accepted, and none for a body that is not kept whole", async () => {
    const { api } = aMock({});
    const accepted = await api.post(launch.path).set(headers).send({ flowId });
    const long = await api
      .post(launch.path)
      .set(headers)
      .send({ flowId, zebra: "x".repeat(70_000) });
    for (const { headers: sent } of [accepted, long]) {
      const { body } = await api.get(`/__mock/exchanges/${sent["inin-correlation-id"]}`);
      expect(body.response.status).toBeGreaterThan(0);
      expect(body.diagnosis).toBeUndefined();
    }
  });

  test("says so where an ordered fault, and not the request, was the reason", async () => {
    const { api } = aMock({});
    await api.post("/__mock/faults").send({ status: 503 });
    const answer = await api.post(launch.path).set(headers).send({ flowId });
    const { body } = await api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(body.diagnosis.accepted).toBe(true);
    expect(body.hints.join()).toContain("It was answered 503, and would now be answered 200");
  });
});

describe("the log line", () => {
  test("says what a wrong name is meant to be, in one line", async () => {
    const lines: string[] = [];
    const { api } = aMock({ log: (line) => lines.push(line) });
    await api.post(launch.path).set(headers).send({ flowId, context: {} });
    await api.post(launch.path).set(headers).send({ flowId, zebra: {} });
    expect(lines[0]).toContain('found the unknown property "context"; did you mean inputData?');
    expect(lines[1]).not.toContain("did you mean");
    expect(lines.join("")).not.toContain("\n");
  });
});
