import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa, type Options } from "execa";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startMock } from "#library/start-mock.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { packageDocs } from "#scripts/package/package-docs.ts";
import { type InstalledPackage, installPackage } from "./install-package.ts";

let installed: InstalledPackage;
beforeAll(async () => {
  installed = await installPackage();
}, 300_000);
afterAll(() => installed?.remove());

/** Runs the installed command as a user does, and never fails. */
async function run(...args: readonly (string | Options)[]) {
  const options = args.filter((arg) => typeof arg === "object");
  const command = ["--no-install", "genesys-mock", ...args.filter((arg) => typeof arg === "string")];
  const { exitCode, stdout, stderr } = await execa("npx", command, {
    ...options[0],
    cwd: installed.project,
    reject: false,
  });
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}

const meScenario = `id: me
title: A client-credentials token has no user
effect: reads
client:
  request: { path: /api/v2/users/me }
expect:
  status: 400
  body: { code: not.a.user }
`;

describe("the command of the package", () => {
  test("runs a scenario", async () => {
    await installed.write("me.scenario.yaml", meScenario);
    const { exitCode, stdout } = await run("run", "me.scenario.yaml");
    expect(stdout).toContain("1 passed, 0 failed, 0 errors");
    expect(exitCode).toBe(0);
  });

  test("says where a scenario file is wrong, in the words of the sources", async () => {
    await installed.write("wrong.scenario.yaml", meScenario.replace("expect:", "expects:").replace("reads", "read"));
    const { exitCode, stderr } = await run("run", "wrong.scenario.yaml");
    expect(stderr).toContain('wrong.scenario.yaml:3:9: expected reads or launches or writes, found "read"');
    expect(stderr).toContain('wrong.scenario.yaml:6:1: unknown key "expects"');
    expect(exitCode).toBe(2);
  });

  test.each(["ts", "mjs"])("runs a module client in a .%s file", async (ending) => {
    const type = ending === "ts" ? ": { baseUrl: string }" : "";
    await installed.write(
      `client.${ending}`,
      `export async function run({ baseUrl }${type}) { return (await fetch(baseUrl + "/nowhere")).status; }`,
    );
    await installed.write(
      "module.scenario.yaml",
      `id: module\ntitle: A module\neffect: reads\nclient: { module: ./client.${ending} }\nexpect: { result: 404 }\n`,
    );
    const { exitCode, stdout } = await run("run", "module.scenario.yaml");
    expect(stdout).toContain("1 passed");
    expect(exitCode).toBe(0);
  });

  test("runs a command client", async () => {
    await installed.write(
      "command.scenario.yaml",
      "id: command\ntitle: A command\neffect: reads\nclient: { command: [node, -p, '1 + 1'] }\nexpect: { result: { json: 2 } }\n",
    );
    expect(await run("run", "command.scenario.yaml")).toMatchObject({ exitCode: 0 });
  });

  test.each([["json"], ["junit"], ["html"], ["markdown"]])("writes a report with the reporter %s", async (reporter) => {
    await installed.write("me.scenario.yaml", meScenario);
    const { exitCode, stderr } = await run("run", "me.scenario.yaml", "--reporter", `${reporter}=report.${reporter}`);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(await readFile(join(installed.project, `report.${reporter}`), "utf8")).toMatch(/\bme\b|1 passed/);
  });

  test("compares the mock with another side, records that, and compares with the recording", async () => {
    const other = await startMock();
    onTestFinished(() => other.close());
    await installed.write("me.scenario.yaml", meScenario);
    const credentials = {
      GENESYSCLOUD_OAUTHCLIENT_ID: knownIds.fullAccessClient,
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "mock-secret-full-access",
    };
    const live = ["run", "me.scenario.yaml", "--live-url", other.url, "--record", "recordings"];
    const compared = await run({ env: credentials }, ...live);
    expect(compared.stdout).toContain("Comparison: 1 agree");
    const replayed = await run("run", "me.scenario.yaml", "--recording", "recordings");
    expect(replayed.stdout).toContain("Comparison: 1 agree");
  });

  test("explains a request from its standard input", async () => {
    const input = `curl http://127.0.0.1/api/v2/flows/executions --json '{"flowid":"a"}' -H 'Authorization: Bearer t'`;
    const { stdout, exitCode } = await run({ input }, "explain");
    expect(stdout).toContain("-> Call it flowId.");
    expect(exitCode).toBe(1);
  });

  test("masks a secret that a message cuts", async () => {
    await installed.write(
      "long.mjs",
      `export const run = ({ accessToken }) => "x".repeat(80) + accessToken + "y".repeat(400);`,
    );
    await installed.write(
      "long.scenario.yaml",
      "id: long\ntitle: A long result\neffect: reads\nclient: { module: ./long.mjs }\nexpect: { result: short }\n",
    );
    const { stdout, exitCode } = await run("run", "long.scenario.yaml");
    expect(stdout).toMatch(/found "x+<redacted>/);
    expect(exitCode).toBe(1);
  });

  test("keeps what was compiled for its next start", async () => {
    await run("run", "--help");
    const kept = await readdir(join(installed.project, "node_modules/genesys-mock/.compile-cache"), {
      recursive: true,
    });
    expect(kept.filter((name) => /run-program\.cjs$/.test(name))).toHaveLength(1);
  });

  test.each([1, 5])(
    "serves the org of seed %i, byte for byte as the sources make it, until it is ended",
    async (seed) => {
      const served = execa(
        "node",
        ["node_modules/genesys-mock/bin/genesys-mock.cjs", "serve", "--port", "0", "--seed", String(seed)],
        {
          cwd: installed.project,
        },
      );
      const [chunk] = await once(served.stdout, "data");
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk)) ?? [];
      const org = await (await fetch(`${url}/__mock/org`)).text();
      expect(org).toBe(JSON.stringify(seedMock(seed, createContractTable())));
      served.kill("SIGTERM");
      expect(await served).toMatchObject({ exitCode: 0 });
    },
  );
});

describe("the library of the package", () => {
  test("starts a mock and runs scenarios from JavaScript", async () => {
    await installed.write("me.scenario.yaml", meScenario);
    await installed.write(
      "use.mjs",
      `import { knownTokens, runScenarios, startMock } from "genesys-mock";
const mock = await startMock();
const me = await fetch(mock.url + "/api/v2/users/me", { headers: { Authorization: "Bearer " + knownTokens.user } });
await mock.close();
const run = await runScenarios({ paths: ["me.scenario.yaml"] });
console.log(me.status, run.exitCode);
`,
    );
    expect((await execa("node", ["use.mjs"], { cwd: installed.project })).stdout).toBe("200 0");
  });

  test("has types that hold in a strict project, libraries checked as well", async () => {
    for (const name of ["typescript", "@types/node"]) await installed.borrow(name);
    await installed.write(
      "use.ts",
      `import { knownIds, RunError, type RunResult, runScenarios, startMock } from "genesys-mock";
const mock = await startMock({ contract: "thread", settings: { unknownProperties: "drop" } });
const token: string = await mock.mintToken({ userId: knownIds.activeUser, expiresIn: 60 });
const state: "published" | "unpublished" | "deleted" = (await mock.setFlow({ id: token })).state;
// @ts-expect-error there is no such contract
await startMock({ contract: "other" });
const run: RunResult = await runScenarios({ onEvent: (event) => console.log(event.kind, state) });
console.log(run.scenarios[0]?.legs[0]?.exchanges[0]?.request.method, RunError.name);
`,
    );
    const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--module", "nodenext", "--types", "node"];
    await installed.write("package.json", '{ "type": "module" }');
    const { stdout, exitCode } = await execa("node_modules/typescript/bin/tsc", [...options, "use.ts"], {
      cwd: installed.project,
      reject: false,
    });
    expect(stdout).toBe("");
    expect(exitCode).toBe(0);
  });

  test("brings both schemas along", async () => {
    await installed.write(
      "schemas.mjs",
      `import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
console.log(["scenario", "report"].map((name) => typeof require("genesys-mock/" + name + ".schema.json").$schema).join());
`,
    );
    expect((await execa("node", ["schemas.mjs"], { cwd: installed.project })).stdout).toBe("string,string");
  });
});

describe("the examples", () => {
  test.each(["node-test", "vitest", "jest"])(
    "%s passes against the installed package",
    async (name) => {
      const folder = await installed.installExample(name);
      const { exitCode, all } = await execa("npm", ["test"], {
        cwd: folder,
        all: true,
        reject: false,
        env: { CI: "1" },
      });
      expect({ exitCode, all: exitCode === 0 ? "" : all }).toEqual({ exitCode: 0, all: "" });
    },
    300_000,
  );
});

describe("what is in the package", () => {
  const files = async () => await readdir(join(installed.project, "node_modules/genesys-mock"), { recursive: true });

  test("nothing of the sources, the tests and the data that is built in", async () => {
    expect((await files()).filter((file) => /(?<!\.d)\.ts$|openapi|\.test\.|node_modules/.test(file))).toEqual([]);
  });

  test("every page that its messages name, and a README of its own", async () => {
    expect(await files()).toEqual(expect.arrayContaining(Object.values(packageDocs)));
    const readme = await readFile(join(installed.project, "node_modules/genesys-mock/README.md"), "utf8");
    expect(readme).toContain("    npx genesys-mock serve\n");
  });

  test("the name, version and licence of each package that is built in", async () => {
    const text = await readFile(join(installed.project, "node_modules/genesys-mock/THIRD-PARTY.txt"), "utf8");
    for (const name of ["yaml", "express", "commander", "@faker-js/faker", "execa"]) {
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|ISC)\\)$`, "m"));
    }
  });

  test("code in ASCII, which starts in less time", async () => {
    for (const file of (await files()).filter((name) => /\.[cm]js$/.test(name) && !name.startsWith("."))) {
      const text = await readFile(join(installed.project, "node_modules/genesys-mock", file), "utf8");
      expect(
        /[\u0080-\uffff]+/.exec(text)?.[0],
        `${file}: write what is in a regular expression or a tag as \\uXXXX`,
      ).toBeUndefined();
    }
  });

  test("no path of the machine that it was built on", async () => {
    const folder = join(installed.project, "node_modules/genesys-mock");
    for (const file of (await files()).filter((name) => /\.([cm]js|ts|json|txt)$/.test(name))) {
      expect(
        (await readFile(join(folder, file), "utf8")).includes(import.meta.dirname.replace(/test\/package$/, "")),
        file,
      ).toBe(false);
    }
  });
});
