import { Agent, METHODS, validateHeaderValue } from "node:http";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { startMock } from "#mock-server/start-mock.ts";
import * as requests from "#test/helpers/any-request.ts";
import { expectWellFormed } from "#test/helpers/expect-well-formed.ts";
import { type RawAnswer, sendBytes, sendThroughNode } from "#test/helpers/raw-client.ts";

const contracts = createContractTable();
const timeout = 20_000;
const aContract = fc.constantFrom(...contractNames);

/** A mock on a port with a client that keeps its connection, until the test ends. */
async function aRunningMock() {
  const bugs: string[] = [];
  const { url, close } = await startMock({ contracts, logBug: (text) => bugs.push(text) });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(async () => {
    agent.destroy();
    await close();
  });
  /** It still answers, and reported no bug of its own. */
  const expectUnharmed = async () => {
    expect(bugs).toEqual([]);
    const health = await fetch(`${url}/__mock/health`);
    expect(await health.json()).toMatchObject({ status: "up" });
  };
  return { url, agent, expectUnharmed };
}

/** Whether the answer was given to bytes that node could not read: only those carry no date. */
const isToMalformed = ({ headers }: RawAnswer) => headers["date"] === undefined && headers["connection"] === "close";

describe("a running mock", () => {
  test("answers any bytes of any content type", { timeout }, async () => {
    const { url, agent, expectUnharmed } = await aRunningMock();
    const path = fc.constantFrom(requests.launchPath, "/oauth/token");
    await fc.assert(
      fc.asyncProperty(aContract, path, requests.contentType, requests.bodyBytes, async (name, to, type, body) => {
        const headers = { Authorization: requests.authorization, "Content-Type": type, "X-Mock-Contract": name };
        const answer = await sendThroughNode(url, { agent, method: "POST", path: to, headers, body });
        expectWellFormed(answer, contracts.get(name), { method: "POST", path: to });
      }),
      { numRuns: 200 },
    );
    await expectUnharmed();
  });

  test("answers any header values that node can send", { timeout }, async () => {
    const { url, agent, expectUnharmed } = await aRunningMock();
    await fc.assert(
      fc.asyncProperty(aContract, fc.constantFrom(...requests.paths), requests.headers, async (name, path, sent) => {
        for (const [key, value] of Object.entries(sent)) {
          for (const one of [value].flat()) validateHeaderValue(key, one);
        }
        const method = path === requests.launchPath || path === "/oauth/token" ? "POST" : "GET";
        // Node sends one Host only.
        const host = [sent["Host"] ?? "localhost"].flat()[0] ?? "";
        const headers = { ...sent, Host: host, "X-Mock-Contract": name };
        const body = method === "POST" ? "{}" : "";
        const answer = await sendThroughNode(url, { agent, method, path, headers, body });
        expectWellFormed(answer, contracts.get(name), { method, path });
      }),
      { numRuns: 200 },
    );
    await expectUnharmed();
  });

  test("answers, or closes on, any method, path and query", { timeout }, async () => {
    const { url, expectUnharmed } = await aRunningMock();
    await fc.assert(
      fc.asyncProperty(requests.method, requests.target, async (method, target) => {
        const lines = [`${method} ${target} HTTP/1.1`, `Authorization: ${requests.authorization}`, "Connection: close"];
        const answers = await sendBytes(url, `${lines.join("\r\n")}\r\n\r\n`, 100);
        const isHttp = METHODS.includes(method) && method !== "CONNECT" && /^\/[\x21-\x7e]*$/.test(target);
        if (isHttp) expect(answers).toHaveLength(1);
        const asked = { method, path: target.split("?", 1)[0] ?? "" };
        for (const answer of answers) {
          const isKnown = !isToMalformed(answer) && (isHttp || method === "HEAD");
          expectWellFormed(answer, contracts.get("published"), isKnown ? asked : undefined);
        }
      }),
      { numRuns: 300 },
    );
    await expectUnharmed();
  });

  test("answers, or closes on, any bytes at all", { timeout }, async () => {
    const { url, expectUnharmed } = await aRunningMock();
    await fc.assert(
      fc.asyncProperty(requests.requestBytes, async (bytes) => {
        for (const answer of await sendBytes(url, bytes, 50)) expectWellFormed(answer, contracts.get("published"));
      }),
      { numRuns: 150 },
    );
    await expectUnharmed();
  });

  test("answers any JSON value as the body of a launch", { timeout }, async () => {
    const { url, agent, expectUnharmed } = await aRunningMock();
    const asked = { method: "POST", path: requests.launchPath };
    await fc.assert(
      fc.asyncProperty(aContract, requests.launchText, async (name, body) => {
        const headers = {
          Authorization: requests.authorization,
          "Content-Type": "application/json",
          "X-Mock-Contract": name,
        };
        const answer = await sendThroughNode(url, { agent, ...asked, headers, body });
        expectWellFormed(answer, contracts.get(name), asked);
        expect([200, 400, 404, 410]).toContain(answer.status);
      }),
      { numRuns: 300 },
    );
    await expectUnharmed();
  });
});
