import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { createRecordingTarget, type RecordingTargetOptions } from "#harness/recording/create-recording-target.ts";
import type { RecordedRun } from "#harness/run/run-event.ts";
import { NotComparableError, TargetError, type WantedOrg } from "#harness/target/target.ts";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";
import { connectRaw } from "#test/harness/exchange/raw-http.ts";
import { aFolder, aRun, record } from "./record.ts";

describe("createRecordingTarget", () => {
  test("gives the variables of the recorded run and placeholders for credentials", async () => {
    const target = await aTarget([aRun([], { variables: { flow: "f-1", clientId: "c-1" } })]);
    expect(target).toMatchObject({ name: "recording", side: "real", bindsAll: true });
    expect(await target.variables("published", { scenario: "one", run: "published" })).toEqual({
      flow: "f-1",
      clientId: "c-1",
    });
    const prepared = await prepare(target);
    expect(prepared).toMatchObject({
      accessToken: "recorded-access-token",
      clientId: "c-1",
      clientSecret: "recorded-client-secret",
      secrets: [],
    });
    expect(await prepare(target, { given: { token: "none" } })).not.toHaveProperty("accessToken");
    expect(await prepare(target, { given: { token: { value: "odd" } } })).toHaveProperty("accessToken", "odd");
  });

  test("answers a call as it was answered, whatever the order of parameters and properties and the token", async () => {
    const { apiUrl } = await aReplay([
      buildExchange({
        method: "POST",
        path: "/api/v2/flows/executions?b=2&a=x%20y",
        headers: [["Authorization", "Bearer secret-token"]],
        json: { flowId: "f-1", inputData: { a: 1, b: [true, null] } },
        response: { status: 418, headers: [["X-Odd", "1"]], json: { id: "e-1" } },
      }),
    ]);
    const answer = await fetch(`${apiUrl}/api/v2/flows/executions?a=x+y&b=2`, {
      method: "POST",
      headers: { Authorization: "Bearer recorded-access-token" },
      body: '{ "inputData": {"b": [true, null], "a": 1.0}, "flowId": "f-1" }',
    });
    expect([answer.status, answer.headers.get("x-odd"), await answer.json()]).toEqual([418, "1", { id: "e-1" }]);
  });

  test("answers the same call with the answers in their order, and then with the last one again", async () => {
    const { apiUrl } = await aReplay(
      ["queued", "running", "done"].map((state) => buildExchange({ path: "/state", response: { json: { state } } })),
    );
    const states: unknown[] = [];
    for (let call = 0; call < 5; call++) states.push(await (await fetch(`${apiUrl}/state`)).json());
    expect(states).toEqual(["queued", "running", "done", "done", "done"].map((state) => ({ state })));
  });

  test("answers 502 to a call that was not recorded, with the nearest one and what differs", async () => {
    const { apiUrl } = await aReplay([
      buildExchange({ method: "POST", path: "/api/v2/users", json: { title: "one", tags: ["a"] } }),
      buildExchange({ path: "/api/v2/users/me" }),
    ]);
    const message = async (path: string, options?: RequestInit) => {
      const answer = await fetch(apiUrl + path, options);
      expect(answer.status).toBe(502);
      const body: unknown = await answer.json();
      expect(body).toEqual({ code: "recording.no.such.call", message: expect.any(String) });
      return JSON.stringify(body);
    };
    expect(await message("/api/v2/users", { method: "POST", body: '{"title":"two","tags":["a"]}' })).toContain(
      JSON.stringify(
        "expected one of the 2 recorded calls, found POST /api/v2/users; the nearest one is POST /api/v2/users, which " +
          'differs in body.title: recorded "one", sent "two". Undo the change in the scenario or the client, or record it ' +
          "again with run --live --record.",
      ),
    );
    expect(await message("/api/v2/user/me")).toContain(
      "the nearest one is GET /api/v2/users/me, which differs in path",
    );
    expect(await message("/api/v2/users/me?x=1")).toContain(String.raw`differs in query: recorded \"\", sent \"x=1\"`);
    expect(await message("/something/else/entirely")).toContain("found GET /something/else/entirely. Undo");
  });

  test("knows a call about other people, and answers with the names that the client used", async () => {
    const { apiUrl } = await aReplay([
      buildExchange({
        method: "POST",
        path: "/api/v2/users",
        json: { email: "ada@engines.org", name: "Ada Byron" },
        response: {
          json: { id: "u-1", email: "ada@engines.org", name: "Ada Byron", note: "Ada Byron, ada@engines.org" },
        },
      }),
      buildExchange({
        path: "/api/v2/users?q=ada@engines.org",
        response: { json: { entities: [{ email: "ada@engines.org" }, { email: "charles@engines.org" }] } },
      }),
    ]);
    const created = await fetch(`${apiUrl}/api/v2/users`, {
      method: "POST",
      body: JSON.stringify({ email: "grace@navy.org", name: 'Grace "Amazing" Hopper' }),
    });
    expect(await created.json()).toEqual({
      id: "u-1",
      email: "grace@navy.org",
      name: 'Grace "Amazing" Hopper',
      note: 'Grace "Amazing" Hopper, grace@navy.org',
    });
    const found = await fetch(`${apiUrl}/api/v2/users?q=grace@navy.org`);
    expect(await found.json()).toEqual({
      entities: [{ email: "grace@navy.org" }, { email: "person-2@example.invalid" }],
    });
  });

  test("answers a login by its kind, though credentials are not in the recording", async () => {
    const form = { headers: [["Content-Type", "application/x-www-form-urlencoded"]] as const };
    const { apiUrl } = await aReplay([
      buildExchange({
        ...form,
        method: "POST",
        path: "/oauth/token",
        text: "grant_type=client_credentials&client_secret=real-secret",
        response: { json: { access_token: "real-token", expires_in: 86399 } },
      }),
    ]);
    const answer = await fetch(`${apiUrl}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({ client_secret: "recorded-client-secret", grant_type: "client_credentials" }),
    });
    expect(await answer.json()).toEqual({ access_token: "replaced-access-token-1", expires_in: 86399 });
  });

  test("closes the connection where there was no response, and never answers for a refused call", async () => {
    const { apiUrl } = await aReplay([
      buildExchange({ path: "/closed", error: "the target closed the connection" }),
      { ...buildExchange({ path: "/refused", error: "refused for safety: no" }), refused: true },
    ]);
    await expect(fetch(`${apiUrl}/closed`)).rejects.toThrow();
    const refused = await fetch(`${apiUrl}/refused`);
    expect(refused.status).toBe(502);
    expect(await refused.json()).toEqual({
      code: "recording.call.refused",
      message: expect.stringContaining("GET /refused was refused for safety when it was recorded"),
    });
  });

  test("compresses an answer again as it was", async () => {
    const { apiUrl } = await aReplay([
      buildExchange({
        response: {
          headers: [
            ["Content-Encoding", "gzip"],
            ["Content-Length", "9999"],
          ],
          bytes: gzipSync('{"a":1}'),
        },
      }),
    ]);
    const connection = connectRaw(apiUrl);
    connection.socket.write("GET /api/v2/users/me HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    const [head = "", body = ""] = (await connection.closed()).split("\r\n\r\n");
    expect(gunzipSync(Buffer.from(body, "latin1")).toString()).toBe('{"a":1}');
    expect(head).toMatch(new RegExp(`Content-Length: ${body.length}\\b`));
  });

  test("goes on after requests that are nested deeply, cut off or too odd for the file", async () => {
    const { apiUrl } = await aReplay([buildExchange({ path: "/good" }), buildExchange({ path: "/odd" })]);
    const deep = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
    expect((await fetch(`${apiUrl}/good`, { method: "POST", body: deep })).status).toBe(502);
    const connection = connectRaw(apiUrl);
    connection.socket.write("POST /good HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
    connection.socket.destroy();
    expect((await fetch(`${apiUrl}/good`)).status).toBe(200);
  });

  test("cannot be compared where there is no recording of the scenario or the run, and says how to make one", async () => {
    const target = await aTarget([aRun([])]);
    const missing = target.variables("published", { scenario: "ona", run: "published" });
    await expect(missing).rejects.toThrow(NotComparableError);
    await expect(missing).rejects.toThrow(
      /no recording of ona: there is no .*ona\.har \(one\.har is there\); make one/,
    );
    await expect(prepare(target, { run: "claim 1 control" })).rejects.toThrow(
      /no recording of "claim 1 control" in .*one\.har, which has "published"; make one with run --live --record/,
    );
  });

  test("is an error of the file where the recording cannot be read", async () => {
    const folder = await aFolder();
    await writeFile(join(folder, "one.har"), "{");
    const preparing = prepare(createRecordingTarget({ folder }));
    await expect(preparing).rejects.toThrow(TargetError);
    await expect(preparing).rejects.toMatchObject({ exitCode: 2 });
  });

  test("says how old the recordings are that were used, and nothing where none was", async () => {
    const target = await aTarget([aRun([buildExchange()])], { now: () => new Date("2024-06-10T11:00:00Z") });
    expect(target.warnings?.()).toEqual([]);
    await prepare(target);
    expect(target.warnings?.()).toEqual([
      expect.stringMatching(/^compared with recordings: .*one\.har is 10 days old$/),
    ]);
  });

  test("warns about a recording that is older than allowed", async () => {
    const target = await aTarget([aRun([buildExchange()])], {
      now: () => new Date("2024-07-11T10:00:00Z"),
      maxAgeDays: 40,
    });
    await prepare(target);
    expect(target.warnings?.()).toEqual([
      expect.stringMatching(/one\.har is 41 days old, and more than 40 are not allowed; .* run --live --record$/),
    ]);
  });

  test("does not use a recording that is older than allowed, if it is told so", async () => {
    const options = { now: () => new Date("2024-07-11T10:00:00Z"), tooOld: "fail" } as const;
    const target = await aTarget([aRun([buildExchange()])], { ...options, maxAgeDays: 40 });
    await expect(prepare(target)).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining("41 days old"),
    });
    await prepare(await aTarget([aRun([buildExchange()])], { ...options, maxAgeDays: 41 }));
  });
});

/** A target over a folder with one recorded scenario, `one`. */
async function aTarget(runs: readonly RecordedRun[], options: Partial<RecordingTargetOptions> = {}) {
  const folder = await aFolder();
  await record({ folder, scenarios: { one: runs } });
  return createRecordingTarget({ folder, ...options });
}

async function prepare(target: ReturnType<typeof createRecordingTarget>, changes: Partial<WantedOrg> = {}) {
  const wanted = { scenario: "one", run: "published", contract: "published", given: {}, effect: "reads" } as const;
  const prepared = await target.prepare({ ...wanted, ...changes });
  onTestFinished(() => prepared.close());
  return prepared;
}

async function aReplay(exchanges: RecordedRun["exchanges"]) {
  return prepare(await aTarget([aRun(exchanges)]));
}
