import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readServeConfig, type ServeArguments } from "#mock-server/config.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { orgData } from "#test/helpers/an-org.ts";

/** The arguments of `serve` with the defaults of the command line, but for what a test gives. */
const someArguments = (changes: Partial<ServeArguments> = {}): ServeArguments => ({
  port: "8088",
  host: "127.0.0.1",
  contract: "published",
  seed: "1",
  set: [],
  ...changes,
});

const environmentVariable = "GENESYS_MOCK_CONTROL_TOKEN";

/** What is wrong with the arguments; none if nothing is. */
function mistakesOf(changes: Partial<ServeArguments>, environment: Record<string, string> = {}): readonly string[] {
  const read = readServeConfig(someArguments(changes), environment);
  return read.kind === "mistakes" ? read.mistakes : [];
}

/** A file with this content, for one test. */
function aFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "serve-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "org.json"), content);
  return join(folder, "org.json");
}

describe("readServeConfig", { timeout: 30_000 }, () => {
  test("takes the defaults of the command line", () => {
    expect(readServeConfig(someArguments(), {})).toEqual({
      kind: "config",
      options: { host: "127.0.0.1", port: 8088, contract: "published", seed: 1, settings: {} },
    });
  });

  test("takes what is written", () => {
    const args = someArguments({
      port: "0",
      host: "::1",
      contract: "thread",
      seed: "2147483647",
      set: ["unknownProperties=drop", "oauthErrorStatus=401", "maxPageSize=7", "maxPageSize=8"],
      controlToken: "12345678",
    });
    expect(readServeConfig(args, {})).toEqual({
      kind: "config",
      options: {
        host: "::1",
        port: 0,
        contract: "thread",
        seed: 2147483647,
        settings: { unknownProperties: "drop", oauthErrorStatus: 401, maxPageSize: 8 },
        controlToken: "12345678",
      },
    });
  });

  test("takes the platform's rate limits where the option stands alone, and one number for all where it has one", () => {
    const settingsOf = (changes: Partial<ServeArguments>) => {
      const read = readServeConfig(someArguments(changes), {});
      return read.kind === "config" ? read.options.settings : read.mistakes;
    };
    expect(settingsOf({ rateLimit: true })).toEqual({ tokenRatePerMinute: 300, clientRatePerMinute: 3000 });
    expect(settingsOf({ rateLimit: "5" })).toEqual({ tokenRatePerMinute: 5, clientRatePerMinute: 5 });
    expect(settingsOf({ rateLimit: "5", set: ["clientRatePerMinute=9"] })).toEqual({
      tokenRatePerMinute: 5,
      clientRatePerMinute: 9,
    });
  });

  test.each(["0", "-1", "1.5", "many", "", "99999999999999999999"])("refuses the rate limit %j", (rateLimit) => {
    expect(mistakesOf({ rateLimit })).toEqual([
      `--rate-limit: expected a whole number of calls a minute from 1, or nothing for the platform's, found "${rateLimit}"`,
    ]);
  });

  test.each(["-1", "65536", "80.5", "http", "", " 80", "0x50"])("refuses the port %j", (port) => {
    expect(mistakesOf({ port })).toEqual([`--port: expected a whole number from 0 to 65535, found "${port}"`]);
  });

  test.each(["2147483648", "-1", "one", ""])("refuses the seed %j", (seed) => {
    expect(mistakesOf({ seed })).toEqual([`--seed: expected a whole number from 0 to 2147483647, found "${seed}"`]);
  });

  test.each(["", "  "])("refuses the host %j, which would be every address of the machine", (host) => {
    expect(mistakesOf({ host })).toEqual(["--host: expected an address, found an empty text"]);
  });

  test.each(["Published", "forum", ""])("refuses the contract %j", (contract) => {
    expect(mistakesOf({ contract })).toEqual([`--contract: expected published or thread, found "${contract}"`]);
  });

  test.each(["unknownProperties", "=drop", "unknownProperties=", "a b=c", ""])("refuses the setting %j", (text) => {
    expect(mistakesOf({ set: [text] })).toEqual([`--set: expected name=value, found "${text}"`]);
  });

  test.each([
    ["unknown=1", /^--set: there is no setting "unknown"; the settings are unknownProperties, /],
    ["__proto__=1", /^--set: there is no setting "__proto__"; the settings are /],
    ["toString=1", /^--set: there is no setting "toString"; the settings are /],
    ["unknownProperties=keep", /^--set: the setting unknownProperties cannot be "keep"; expected refuse or drop$/],
    ["maxPageSize=0", /^--set: the setting maxPageSize cannot be "0"; expected a whole number from 1$/],
    ["maxPageSize=1.5", /^--set: the setting maxPageSize cannot be "1.5"; expected a whole number from 1$/],
    ["oauthErrorStatus=403", /^--set: the setting oauthErrorStatus cannot be "403"; expected 400 or 401$/],
  ])("refuses %s and says what is possible", (text, message) => {
    expect(mistakesOf({ set: [text] })).toEqual([expect.stringMatching(message)]);
  });

  test("takes the control token from the environment, and rather from the command line", () => {
    const environment = { [environmentVariable]: "from-the-environment" };
    const written = someArguments({ controlToken: "from-the-command-line" });
    expect(readServeConfig(someArguments(), environment)).toMatchObject({
      options: { controlToken: "from-the-environment" },
    });
    expect(readServeConfig(written, environment)).toMatchObject({ options: { controlToken: "from-the-command-line" } });
  });

  test("refuses a short control token, names where it comes from and does not repeat it", () => {
    expect(mistakesOf({ controlToken: "1234567" })).toEqual(["--control-token: expected at least 8 characters"]);
    expect(mistakesOf({ controlToken: "" })).toEqual(["--control-token: expected at least 8 characters"]);
    expect(mistakesOf({}, { [environmentVariable]: "short" })).toEqual([
      "GENESYS_MOCK_CONTROL_TOKEN: expected at least 8 characters",
    ]);
  });

  test("reads an org as the control plane gives it", () => {
    const org = seedMock(7, createContractTable());
    const file = aFile(JSON.stringify(org, undefined, 2));
    expect(readServeConfig(someArguments({ org: file }), {})).toMatchObject({ kind: "config", options: { org } });
  });

  test.each([
    ["is not there", undefined, "expected a file as GET /__mock/org gives it: ENOENT"],
    ["is no JSON", "{", "expected a file as GET /__mock/org gives it: "],
    ["is empty", "", "expected a file as GET /__mock/org gives it: "],
    ["is no org", "[]", "the body must be object, found []"],
    ["has a misspelt part", JSON.stringify({ ...orgData(), user: [] }), 'the body has the unknown property "user"'],
    ["lacks a part", JSON.stringify({ ...orgData(), roles: undefined }), 'the body lacks the property "roles"'],
  ])("refuses an org file that %s", (_what, content, message) => {
    const file = content === undefined ? "/nonexistent/org.json" : aFile(content);
    const mistakes = mistakesOf({ org: file });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]?.slice(0, `--org ${file}: ${message}`.length)).toBe(`--org ${file}: ${message}`);
  });

  test("reports every mistake at once, one line each", () => {
    const org = aFile(JSON.stringify({ ...orgData(), users: [{ id: "u" }], extra: 1 }));
    const mistakes = mistakesOf({
      port: "x",
      host: "",
      contract: "y",
      seed: "z",
      set: ["a", "b=1", "maxPageSize=-1"],
      org,
      controlToken: "short",
    });
    expect(mistakes.map((mistake) => mistake.replace(`${org}: `, "").slice(0, 34))).toEqual([
      "--port: expected a whole number fr",
      "--seed: expected a whole number fr",
      "--contract: expected published or ",
      "--set: expected name=value, found ",
      '--set: there is no setting "b"; th',
      "--set: the setting maxPageSize can",
      "--org the body has the unknown pro",
      "--org /users/0 lacks the property ",
      "--org /users/0 lacks the property ",
      "--org /users/0 lacks the property ",
      "--org /users/0 lacks the property ",
      "--org /users/0 lacks the property ",
      "--org /users/0 lacks the property ",
      "--host: expected an address, found",
      "--control-token: expected at least",
    ]);
    expect(mistakes.every((mistake) => !mistake.includes("\n"))).toBe(true);
  });
});
