import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { serve } from "#mock-server/cli/serve.ts";
import type { ServeArguments } from "#mock-server/config.ts";
import { version } from "#mock-server/version.ts";

/** Serves on a free port with the defaults of the command line, but for what a test gives; `stop` asks it to end. */
function startServing(changes: Partial<ServeArguments> = {}, env: Readonly<Record<string, string>> = {}) {
  const printed: string[] = [];
  const errors: string[] = [];
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const stopped = once(stop.signal, "abort").then(() => {});
  const args = { port: "0", host: "127.0.0.1", contract: "published", seed: "1", set: [], ...changes };
  const around = { env, print: (line: string) => printed.push(line), printError: (line: string) => errors.push(line) };
  const ended = serve(args, { ...around, stopped });
  return { printed, errors, ended, stop: () => stop.abort() };
}

/** The address in the greeting, once it is printed. */
async function addressOf({ printed }: { readonly printed: readonly string[] }): Promise<string> {
  await expect.poll(() => printed[0], { timeout: 20_000 }).toContain("API and login");
  return /API and login {3}(\S+)/.exec(printed[0] ?? "")?.[1] ?? "";
}

describe("serve", { timeout: 30_000 }, () => {
  test("prints where it listens and what to try, and logs every call", async () => {
    const serving = startServing({ contract: "thread", seed: "7" });
    const url = await addressOf(serving);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    const [greeting = ""] = serving.printed;
    expect(greeting.split("\n").slice(0, 7)).toEqual([
      `genesys-mock ${version}: contract thread, seed 7`,
      "",
      `  API and login   ${url}`,
      `  Control plane   ${url}/__mock/health`,
      "",
      "  Launches a flow (200):",
      `    curl -i ${url}/api/v2/flows/executions \\`,
    ]);
    expect(greeting).toMatch(/\n\nEvery call is logged below\. Ctrl-C ends the mock\.\n$/);
    expect(await (await fetch(`${url}/__mock/health`)).json()).toMatchObject({ contract: "thread", seed: 7 });

    const answer = await fetch(`${url}/api/v2/users/me`);
    expect(answer.status).toBe(401);
    await expect.poll(() => serving.printed.length, { timeout: 20_000 }).toBe(2);
    expect(serving.printed[1]).toMatch(/^401 GET \/api\/v2\/users\/me \[thread\] authentication\.required: /);
    expect(serving.printed[1]).toContain(String(answer.headers.get("inin-correlation-id")));
    expect(serving.errors).toEqual([]);
  });

  test("gives 0 when it is asked to end, and listens no more", async () => {
    const serving = startServing();
    const url = await addressOf(serving);
    serving.stop();
    expect(await serving.ended).toBe(0);
    expect(serving.printed.slice(1)).toEqual(["The mock has ended."]);
    await expect(fetch(`${url}/__mock/health`)).rejects.toThrow("fetch failed");
  });

  test("gives 1 with one line when the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => {
      other.close();
    });
    await once(other, "listening");
    const address = other.address();
    const port = String(typeof address === "object" ? address?.port : "");
    const serving = startServing({ port });
    expect(await serving.ended).toBe(1);
    expect(serving.errors).toEqual([
      `Port ${port} on 127.0.0.1 is taken by another program. Choose another with --port N; --port 0 takes any free one.`,
    ]);
    expect(serving.printed).toEqual([]);
  });

  test("gives 1 with one line when the machine has no such address", async () => {
    // An address that is reserved for documentation (RFC 5737).
    const serving = startServing({ host: "192.0.2.1" });
    expect(await serving.ended).toBe(1);
    expect(serving.errors).toEqual([
      "This machine has no address 192.0.2.1. Choose one of its own with --host H; the default is 127.0.0.1.",
    ]);
    expect(serving.printed).toEqual([]);
  });

  test("gives 2 with a line for every wrong option, and does not listen", async () => {
    const serving = startServing({ port: "http", contract: "forum", set: ["maxPageSize=0"], org: "/nonexistent" });
    expect(await serving.ended).toBe(2);
    expect(serving.errors).toEqual([
      '--port: expected a whole number from 0 to 65535, found "http"',
      '--contract: expected published or thread, found "forum"',
      '--set: the setting maxPageSize cannot be "0"; expected a whole number from 1',
      expect.stringMatching(/^--org \/nonexistent: expected a file as GET \/__mock\/org gives it: ENOENT/),
    ]);
    expect(serving.printed).toEqual([]);
  });

  test("takes settings and the control token of the environment", async () => {
    const serving = startServing(
      { set: ["unknownProperties=drop"] },
      { GENESYS_MOCK_CONTROL_TOKEN: "the-control-token" },
    );
    const url = await addressOf(serving);
    expect((await fetch(`${url}/__mock/health`)).status).toBe(401);
    const health = await fetch(`${url}/__mock/health`, { headers: { Authorization: "Bearer the-control-token" } });
    expect(await health.json()).toMatchObject({ settings: { unknownProperties: "drop" } });
    expect(serving.printed.join("\n")).not.toContain("the-control-token");
  });

  test("limits the rate of calls where it is asked to", async () => {
    const url = await addressOf(startServing({ rateLimit: "1" }));
    const call = () => fetch(`${url}/api/v2/date`, { headers: { Authorization: "Bearer mock-token-full-access" } });
    expect([(await call()).status, (await call()).status]).toEqual([200, 429]);
    const platform = await addressOf(startServing({ rateLimit: true }));
    expect(await (await fetch(`${platform}/__mock/health`)).json()).toMatchObject({
      settings: { tokenRatePerMinute: 300, clientRatePerMinute: 3000 },
    });
  });

  test("warns where other machines can reach it, and says who reaches the control plane", async () => {
    const open = startServing({ host: "0.0.0.0" });
    await addressOf(open);
    expect(open.printed[1]).toBe(
      "Note: 0.0.0.0 can be reached from other machines, and the tokens of the default org are public. " +
        "The control plane answers this machine only; --control-token opens it to others.\n",
    );
    const guarded = startServing({ host: "0.0.0.0", controlToken: "the-control-token" });
    await addressOf(guarded);
    expect(guarded.printed[1]).toMatch(/ The control plane answers whoever sends the control token\.\n$/);
    const local = startServing({ host: "localhost" });
    expect(await addressOf(local)).toMatch(/^http:\/\/localhost:\d+$/);
    expect(local.printed).toHaveLength(1);
  });
});
