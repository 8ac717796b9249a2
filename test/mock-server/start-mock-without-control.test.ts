import { describe, expect, onTestFinished, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { type RunningMock, type StartOptions, startMock } from "#mock-server/start-mock.ts";
import { type RawAnswer, sendBytes } from "#test/helpers/raw-client.ts";

const contracts = createContractTable();

/** A mock on a port that ends with the test. */
async function aRunningMock(options: StartOptions): Promise<RunningMock> {
  const running = await startMock({ contracts, ...options });
  onTestFinished(() => running.close().catch(() => {}));
  return running;
}

/** An answer without what the machine's clock is in. */
function timeless({ status, headers: { date: _, ...headers }, body }: RawAnswer) {
  return { status, headers, body };
}

const authorized = `Authorization: Bearer ${knownTokens.fullAccess}\r\n`;
const launchBody = JSON.stringify({ flowId: knownIds.publishedFlow });

const requests: readonly [what: string, bytes: string][] = [
  ["a good call", `GET /api/v2/flows/${knownIds.publishedFlow} HTTP/1.1\r\n${authorized}Connection: close\r\n\r\n`],
  ["a call without a token", "GET /api/v2/users/me HTTP/1.1\r\nConnection: close\r\n\r\n"],
  [
    "a body that is refused",
    `POST /api/v2/flows/executions HTTP/1.1\r\n${authorized}Content-Length: 2\r\nConnection: close\r\n\r\n[]`,
  ],
  [
    "a body under the other contract",
    `POST /api/v2/flows/executions HTTP/1.1\r\n${authorized}X-Mock-Contract: thread\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${launchBody.length}\r\nConnection: close\r\n\r\n${launchBody}`,
  ],
  ["a contract that there is not", "GET /a HTTP/1.1\r\nX-Mock-Contract: forum\r\n\r\n"],
  ["a method that the path does not have", "OPTIONS /api/v2/users/me HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["HEAD", "HEAD /api/v2/users/me HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["a target in absolute form", "GET http://[::1]:99999/x HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["a target that nobody can decode", "GET /api/v2/flows/%zz HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["an unknown expectation", "GET /nowhere HTTP/1.1\r\nExpect: tea\r\nConnection: close\r\n\r\n"],
  [
    "a client that waits for 100 Continue",
    "POST /oauth/token HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\na=",
  ],
  ["several requests at once", `${"GET /a HTTP/1.1\r\n\r\n".repeat(3)}BREW\r\n\r\n`],
  ["bytes that are no HTTP", "hello\r\n\r\n"],
  ["an end amid the body", "POST /oauth/token HTTP/1.1\r\nContent-Length: 9\r\n\r\na"],
];

describe("startMock without the control plane", () => {
  test.each(requests)("answers %s byte for byte as with it, but for the date", async (_what, bytes) => {
    const bugs: string[] = [];
    const logBug = (text: string) => bugs.push(text);
    const [with_, without] = await Promise.all([
      aRunningMock({ logBug }),
      aRunningMock({ logBug, controlPlane: false }),
    ]);
    const [expected, found] = await Promise.all([with_, without].map(({ url }) => sendBytes(url, bytes)));
    // An execution's own times are of the clock, and in no answer above.
    expect(found?.map(timeless)).toEqual(expected?.map(timeless));
    expect(found?.length).toBeGreaterThan(0);
    expect(bugs).toEqual([]);
  });

  test("serves no /__mock", async () => {
    const { url } = await aRunningMock({ controlPlane: false });
    const answer = await fetch(`${url}/__mock/health`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: "not.found" });
  });

  test("answers and goes on when its log cannot be written", async () => {
    const log = () => {
      throw new Error("no space left");
    };
    const { url } = await aRunningMock({ controlPlane: false, log });
    for (const path of ["/a", "/b"]) {
      const answer = await fetch(`${url}${path}`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/json"]);
    }
  });
});
