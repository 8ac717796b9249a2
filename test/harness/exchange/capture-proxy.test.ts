import { once } from "node:events";
import { Agent, request, type ServerResponse } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { startCaptureProxy } from "#harness/exchange/capture-proxy.ts";
import { noContent, proxyTo, proxyToServer } from "./proxy-to.ts";
import { answerWith, connectRaw, startRawTarget } from "./raw-http.ts";

describe("startCaptureProxy", () => {
  test("serves several requests on one connection", async () => {
    const { proxy } = await proxyToServer((incoming, answer) => answer.end(incoming.url));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const ports = new Set<number | undefined>();
    for (const path of ["/1", "/2", "/3"]) {
      const sent = request(`${proxy.url}${path}`, { agent }).end();
      const [answer] = await once(sent, "response");
      ports.add(sent.socket?.localPort);
      answer.resume();
      await once(answer, "end");
    }
    expect(ports.size).toBe(1);
    expect(proxy.exchanges().map(({ request }) => request.path)).toEqual(["/1", "/2", "/3"]);
  });

  test("leads a redirect of the target to itself through the proxy, and keeps it as it was", async () => {
    const { proxy } = await proxyToServer((incoming, answer) => {
      const there = incoming.url === "/here" ? `http://${incoming.headers.host}/there` : "https://elsewhere.example/";
      answer.writeHead(incoming.url === "/there" ? 200 : 302, { Location: there }).end();
    });
    expect((await fetch(`${proxy.url}/here`)).url).toBe(`${proxy.url}/there`);
    const away = await fetch(`${proxy.url}/away`, { redirect: "manual" });
    expect(away.headers.get("location")).toBe("https://elsewhere.example/");
    const [first, second] = proxy.exchanges();
    expect(first?.response?.headers).toContainEqual(["Location", expect.not.stringContaining(proxy.url)]);
    expect(second?.request.path).toBe("/there");
  });

  test("sends /oauth/ to the login host and everything else to the API host", async () => {
    const login = await startRawTarget(answerWith(noContent));
    onTestFinished(() => login.close());
    const { target, proxy } = await proxyTo(answerWith(noContent), { loginUrl: login.url });
    for (const path of ["/oauth/token?a=1", "/login/x", "/oauthx", "/api/v2/oauth/clients"])
      await fetch(proxy.url + path);
    expect(login.received.map(firstLine)).toEqual(["GET /oauth/token?a=1 HTTP/1.1"]);
    expect(login.received[0]).toMatch(new RegExp(`host: ${login.host}`, "i"));
    expect(target.received.map(firstLine)).toEqual([
      "GET /login/x HTTP/1.1",
      "GET /oauthx HTTP/1.1",
      "GET /api/v2/oauth/clients HTTP/1.1",
    ]);
  });

  test("puts the path of the target's base URL before the path", async () => {
    const target = await startRawTarget(answerWith(noContent));
    onTestFinished(() => target.close());
    const { proxy } = await proxyTo(() => {}, { apiUrl: `${target.url}/gateway/` });
    await fetch(`${proxy.url}/api/v2/users`);
    expect(target.received.map(firstLine)).toEqual(["GET /gateway/api/v2/users HTTP/1.1"]);
    expect(proxy.exchanges()[0]?.request.path).toBe("/api/v2/users");
  });

  test("keeps request and response as they were sent, with times", async () => {
    const { proxy } = await proxyToServer((_, answer) => {
      answer.sendDate = false;
      answer.writeHead(201, ["X-Mixed", "1"]).end("made");
    });
    const before = new Date().toISOString();
    await fetch(`${proxy.url}/a?b=c`, { method: "POST", body: "{}", headers: { "X-Sent": "1" } });
    const [exchange] = proxy.exchanges();
    expect(exchange).toMatchObject({ request: { method: "POST", path: "/a?b=c" }, response: { status: 201 } });
    expect(exchange?.request.headers).toContainEqual(["host", new URL(proxy.url).host]);
    expect(exchange?.request.body).toEqual(Buffer.from("{}"));
    expect(exchange?.response?.headers[0]).toEqual(["X-Mixed", "1"]);
    expect(exchange?.response?.body).toEqual(Buffer.from("made"));
    expect(exchange && exchange.startedAt >= before && exchange.startedAt.endsWith("Z")).toBe(true);
    expect(exchange?.durationMs).toBeGreaterThanOrEqual(0);
    expect(exchange).not.toHaveProperty("error");
  });

  test("lists exchanges in the order in which the requests came, not in that of the answers", async () => {
    const waiting: ServerResponse[] = [];
    const { server, proxy } = await proxyToServer((incoming, answer) => {
      if (incoming.url === "/slow") waiting.push(answer);
      else answer.end();
    });
    const slow = fetch(`${proxy.url}/slow`);
    await once(server, "request");
    await fetch(`${proxy.url}/quick`);
    expect(proxy.exchanges().map(({ request }) => request.path)).toEqual(["/quick"]);
    waiting[0]?.end();
    await slow;
    expect(proxy.exchanges().map(({ request }) => request.path)).toEqual(["/slow", "/quick"]);
  });

  test("has an exchange complete before the client can see the end of the response", async () => {
    const bodies = ["", "x", "y".repeat(300_000)];
    const { proxy } = await proxyToServer((incoming, answer) => {
      const body = bodies[Number(incoming.url?.slice(2))] ?? "";
      if (incoming.url?.startsWith("/l")) answer.setHeader("Content-Length", body.length);
      answer.write(body.slice(0, 1));
      answer.end(body.slice(1));
    });
    let sent = 0;
    for (let round = 0; round < 20; round++) {
      for (const path of ["/l0", "/l1", "/l2", "/c0", "/c1", "/c2"]) {
        const text = await (await fetch(proxy.url + path)).text();
        sent += 1;
        expect(proxy.exchanges()).toHaveLength(sent);
        expect(proxy.exchanges().at(-1)?.response?.body.length).toBe(text.length);
      }
    }
  });

  test("keeps no more of a body than it is told to, and says so", async () => {
    const { proxy } = await proxyToServer(
      (incoming, answer) => {
        incoming.pipe(answer);
      },
      { maxBodyBytes: 1000 },
    );
    const sent = "0123456789".repeat(50_000);
    const answer = await fetch(proxy.url, { method: "POST", body: sent });
    expect(await answer.text()).toBe(sent);
    const [exchange] = proxy.exchanges();
    expect(exchange?.request.body.toString()).toBe(sent.slice(0, 1000));
    expect(exchange?.response?.body.toString()).toBe(sent.slice(0, 1000));
    expect(exchange?.error).toMatch(
      /response body has 500000 bytes, of which only the first 1000 .*request body has 500000 bytes/,
    );
    await (await fetch(proxy.url, { method: "POST", body: "y".repeat(1000) })).text();
    expect(proxy.exchanges()[1]).not.toHaveProperty("error");
  });

  test("keeps the newest exchanges when there are too many", async () => {
    const { proxy } = await proxyTo(answerWith(noContent), { maxExchanges: 2 });
    for (const path of ["/1", "/2", "/3"]) await fetch(proxy.url + path);
    expect(proxy.exchanges().map(({ request }) => request.path)).toEqual(["/2", "/3"]);
  });

  test("carries many calls at once", async () => {
    const { proxy } = await proxyToServer((incoming, answer) => {
      incoming.pipe(answer);
    });
    const bodies = Array.from({ length: 200 }, (_, index) => `${index}-`.repeat(2000));
    const answers = await Promise.all(
      bodies.map(async (body) => (await fetch(proxy.url, { method: "POST", body })).text()),
    );
    expect(answers).toEqual(bodies);
    expect(proxy.exchanges().every(({ request, response }) => response?.body.equals(request.body))).toBe(true);
  });

  test("closes at once, with idle and busy connections, and keeps what was under way", async () => {
    const { server, proxy } = await proxyToServer(() => {});
    const idle = connectRaw(proxy.url);
    await once(idle.socket, "connect");
    const busy = fetch(`${proxy.url}/busy`);
    busy.catch(() => {});
    await once(server, "request");
    const start = performance.now();
    await proxy.close();
    await proxy.close();
    expect(performance.now() - start).toBeLessThan(1000);
    await idle.closed();
    await expect(busy).rejects.toThrow();
    expect(proxy.exchanges().map(({ request, error }) => [request.path, typeof error])).toEqual([["/busy", "string"]]);
  });

  test("refuses to start with a URL that is none", async () => {
    await expect(startCaptureProxy({ apiUrl: "nowhere", loginUrl: "http://localhost" })).rejects.toThrow("Invalid URL");
  });
});

function firstLine(text: string): string {
  return text.split("\r\n")[0] ?? "";
}
