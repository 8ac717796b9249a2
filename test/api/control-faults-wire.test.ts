import { once } from "node:events";
import { request } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { type RunningMock, startMock } from "#mock-server/start-mock.ts";
import { sendBytes } from "#test/helpers/raw-socket.ts";

const contracts = createContractTable();
const launchPath = "/api/v2/flows/executions";
const launchBody = JSON.stringify({ flowId: knownIds.publishedFlow });

/** A mock on a port with a fault ordered; it ends with the test. */
async function aMockWith(fault: object, log?: (line: string) => void): Promise<RunningMock> {
  const running = await startMock({ contracts, ...(log === undefined ? {} : { log }) });
  onTestFinished(() => running.close());
  const ordered = await send(running, { method: "POST", path: "/__mock/faults", body: JSON.stringify(fault) });
  expect(ordered.status).toBe(201);
  return running;
}

const send = ({ url }: RunningMock, { method, path, body }: { method: string; path: string; body?: string }) =>
  fetch(`${url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${knownTokens.fullAccess}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body }),
  });
const launch = (running: RunningMock) => send(running, { method: "POST", path: launchPath, body: launchBody });
const launchBytes =
  `POST ${launchPath} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${knownTokens.fullAccess}\r\n` +
  `Content-Type: application/json\r\nContent-Length: ${launchBody.length}\r\n\r\n${launchBody}`;
const executions = async ({ mock }: RunningMock) => (await mock.org().executions.list()).length;

describe("an ordered reset of the connection", () => {
  test("leaves the client without a byte and the call without an effect, as often as was ordered", async () => {
    const running = await aMockWith({ reset: true, times: 1 });
    await expect(launch(running)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(await executions(running)).toBe(0);
    expect((await launch(running)).status).toBe(200);
  });

  test("is kept as an exchange without an answer, and logged", async () => {
    const lines: string[] = [];
    const running = await aMockWith({ reset: true, path: launchPath }, (line) => lines.push(line));
    await expect(launch(running)).rejects.toThrow("fetch failed");
    expect(running.mock.exchanges.list()).toMatchObject([
      {
        operation: "postFlowsExecutions",
        outcome: "refused",
        fault: "connection.reset",
        response: { status: 0, headers: {}, body: "" },
        hints: ["Fault 1 of /__mock/faults: the answer was replaced by a reset of the connection."],
      },
    ]);
    expect(lines[0]).toMatch(/^--- POST \/api\/v2\/flows\/executions \[published\] connection\.reset: /);
  });
});

describe("an ordered cut of the body", () => {
  test("lets the call have its effect, and ends the connection after as many bytes as were ordered", async () => {
    const running = await aMockWith({ cutBody: 10, times: 1 });
    const cut = await sendBytes(running.url, launchBytes);
    expect([cut.status, cut.body]).toEqual([200, expect.stringMatching(/^.{10}$/)]);
    expect(Number(cut.headers["content-length"])).toBeGreaterThan(100);
    expect(await executions(running)).toBe(1);
    expect((await launch(running)).status).toBe(200);
    expect(running.mock.exchanges.list()[0]?.hints).toEqual([
      "Fault 1 of /__mock/faults: the answer was cut off in its body.",
    ]);
  });

  test("is after half of the body, or before its first byte", async () => {
    const half = await sendBytes((await aMockWith({ cutBody: "half" })).url, launchBytes);
    expect(half.body).toHaveLength(Math.floor(Number(half.headers["content-length"]) / 2));
    const none = await sendBytes((await aMockWith({ cutBody: 0 })).url, launchBytes);
    expect([none.status, none.body]).toEqual([200, ""]);
    expect(Number(none.headers["content-length"])).toBeGreaterThan(100);
  });

  test("is one of a refusal where a status is ordered, too", async () => {
    const running = await aMockWith({ status: 503, retryAfter: 7, cutBody: 20 });
    const cut = await sendBytes(running.url, launchBytes);
    expect([cut.status, cut.headers["retry-after"]]).toEqual([503, "7"]);
    expect(cut.body).toBe('{"message":"Service ');
    expect(await executions(running)).toBe(0);
  });

  test("makes a client that waits for the rest fail", async () => {
    const response = await launch(await aMockWith({ cutBody: "half" }));
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow("terminated");
  });

  test("cuts nothing off an answer that has no more bytes", async () => {
    const running = await aMockWith({ cutBody: 100_000 });
    expect(await (await launch(running)).json()).toMatchObject({ name: "Desktop callback" });
    expect(running.mock.exchanges.list()[0]?.hints).toEqual([]);
  });
});

describe("an ordered delay", () => {
  test("answers in the end as if there had been none, with a refusal where one is ordered", async () => {
    const running = await aMockWith({ delay: 5, times: 1 });
    expect((await launch(running)).status).toBe(200);
    await running.mock.faults.add({ delay: 5, status: 504, times: 1 });
    expect((await launch(running)).status).toBe(504);
    expect(running.mock.exchanges.list().map(({ hints }) => hints)).toEqual([
      ["Fault 1 of /__mock/faults: the answer was held back for 5 ms."],
      ["Fault 2 of /__mock/faults: the answer was held back for 5 ms."],
    ]);
  });

  test("holds the answer back and not the effect, and nobody else's answer", async () => {
    const running = await aMockWith({ delay: 600_000, times: 1 });
    const waiting = request(`${running.url}${launchPath}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${knownTokens.fullAccess}`, "Content-Type": "application/json" },
    });
    waiting.end(launchBody);
    const ended = once(waiting, "error");
    await expect.poll(() => executions(running)).toBe(1);
    expect((await launch(running)).status).toBe(200);
    waiting.destroy(new Error("gave up"));
    await ended;
    await expect
      .poll(() => running.mock.exchanges.list().flatMap(({ hints }) => hints))
      .toEqual([
        "Fault 1 of /__mock/faults: the answer was held back for 600000 ms and never sent, since the client went away before.",
      ]);
  });

  test("does not keep the mock from ending", async () => {
    const running = await startMock({ contracts });
    running.mock.faults.add({ delay: 600_000 });
    const failed = expect(launch(running)).rejects.toThrow("fetch failed");
    await expect.poll(() => executions(running)).toBe(1);
    await running.close();
    await failed;
  });
});
