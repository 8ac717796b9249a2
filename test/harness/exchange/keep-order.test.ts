import { describe, expect, test } from "vitest";
import { noContent, proxyTo, proxyToServer } from "./proxy-to.ts";
import { answerWith } from "./raw-http.ts";

describe("startCaptureProxy with a pace", () => {
  test("sends nothing, not even the body, before the call's turn", async () => {
    const turn = aGate();
    const { target, proxy } = await proxyTo(answerWith(noContent, 300_000), { pace: () => turn.opened });
    const call = fetch(proxy.url, { method: "POST", body: "x".repeat(300_000) });
    await turn.asked();
    expect(target.received).toEqual([]);
    turn.open();
    expect((await call).status).toBe(204);
    expect(proxy.exchanges()[0]?.request.body.length).toBe(300_000);
  });

  test("lets the calls leave in the order in which they came, each after a wait of its own", async () => {
    const gates = [aGate(), aGate(), aGate()];
    let asked = 0;
    const seen: string[] = [];
    const { proxy } = await proxyToServer(
      (incoming, answer) => {
        seen.push(incoming.url ?? "");
        answer.end();
      },
      { pace: () => gates[asked++]?.wait() ?? Promise.resolve() },
    );
    // The later gates are open already: their calls wait for the first one all the same.
    gates[1]?.open();
    gates[2]?.open();
    const calls: Promise<Response>[] = [];
    for (const path of ["/1", "/2", "/3"]) {
      const connection = fetch(proxy.url + path);
      calls.push(connection);
      if (path === "/1") await gates[0]?.asked();
    }
    expect(asked).toBe(1);
    gates[0]?.open();
    await Promise.all(calls);
    expect(seen[0]).toBe("/1");
    expect(seen.toSorted()).toEqual(["/1", "/2", "/3"]);
    expect(asked).toBe(3);
  });

  test("keeps a call whose client goes away while it waits, and does not send it", async () => {
    const turn = aGate();
    const { target, proxy } = await proxyTo(answerWith(noContent), { pace: () => turn.wait() });
    const controller = new AbortController();
    const call = fetch(`${proxy.url}/gone`, { signal: controller.signal });
    await turn.asked();
    controller.abort();
    await expect(call).rejects.toThrow();
    await expect.poll(() => proxy.exchanges()[0]?.error).toContain("the connection to the client was closed");
    turn.open();
    expect((await fetch(`${proxy.url}/next`)).status).toBe(204);
    expect(target.received.map((text) => text.split("\r\n")[0])).toEqual(["GET /next HTTP/1.1"]);
  });

  test("does not wait for a refused call", async () => {
    const { proxy } = await proxyTo(answerWith(noContent), { refuse: () => "no", pace: () => new Promise(() => {}) });
    expect((await fetch(proxy.url)).status).toBe(403);
  });

  test("closes while calls wait for their turn", async () => {
    const turn = aGate();
    const { proxy } = await proxyTo(answerWith(noContent), { pace: () => turn.wait() });
    const call = fetch(`${proxy.url}/waiting`);
    call.catch(() => {});
    await turn.asked();
    await proxy.close();
    await expect(call).rejects.toThrow();
    expect(proxy.exchanges()[0]?.request.path).toBe("/waiting");
  });

  test("gives a call up whose turn cannot come, and goes on", async () => {
    let turns = 0;
    const { proxy } = await proxyTo(answerWith(noContent), {
      pace: async () => {
        turns += 1;
        if (turns === 1) throw new Error("stopped");
      },
    });
    await expect(fetch(proxy.url)).rejects.toThrow();
    expect(proxy.exchanges()[0]?.error).toBe("the call could not wait its turn: stopped");
    expect((await fetch(proxy.url)).status).toBe(204);
  });
});

/** A wait that a test ends, and that tells when somebody waits. */
function aGate() {
  let open: () => void = () => {};
  let tell: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const waiting = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const wait = () => {
    tell();
    return opened;
  };
  return {
    wait,
    open: () => open(),
    asked: () => waiting,
    get opened() {
      return wait();
    },
  };
}
