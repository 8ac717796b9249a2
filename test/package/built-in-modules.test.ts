import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ErrorObject, ValidateFunction } from "ajv";
import { build } from "esbuild";
import { describe, expect, onTestFinished, test } from "vitest";
import { scenarioValidator } from "#harness/scenario/check/scenario-validator.ts";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { loadContract } from "#mock-server/contract/load-contract.ts";
import { controlValidator } from "#mock-server/control/control-validators.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { compileSchema } from "#mock-server/validate/compile-schemas.ts";
import { version } from "#mock-server/version.ts";
import { builtInModules } from "#scripts/package/built-in-modules.ts";

const root = resolve(import.meta.dirname, "../..");

/** What the module that the package has in place of this source exports. */
async function builtIn(source: string): Promise<Readonly<Record<string, unknown>>> {
  const folder = await mkdtemp(join(tmpdir(), "genesys-mock-built-in-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outfile = join(folder, "module.mjs");
  const contents = builtInModules[source]?.() ?? "";
  await build({ stdin: { contents, resolveDir: root }, outfile, bundle: true, format: "esm", platform: "node" });
  return import(/* @vite-ignore */ pathToFileURL(outfile).href);
}

/** Everything that is told of an error; where two find the same, they say the same. */
function errorsOf(validate: ValidateFunction, value: unknown): readonly Partial<ErrorObject>[] {
  return validate(value) ? [] : (validate.errors ?? []);
}

const values: readonly unknown[] = [
  {},
  [],
  null,
  "text",
  { flowId: 5, context: {}, type: "users", initiator: { id: 1 } },
  { flowId: "f", flowVersion: 3, inputData: [], name: {} },
  { grant_type: ["a", "b"], more: 1 },
  { id: "", name: "N", email: 1, state: "gone", version: 0, grants: [{ roleId: "r" }] },
  { id: "f", type: "NONE", version: "1", runsFor: -1, outcome: "LOST", inputSchema: [] },
  { status: 418, times: 0.5, path: "api" },
  { set: "2026-02-30T00:00:00Z" },
  { expiresIn: 1e12, scopes: [1] },
  { organization: { id: "o" }, users: [{ id: "u" }], tokens: [{ accessToken: "12345", expiresAt: "now" }] },
  { id: "a b", title: 5, effect: "read", client: { request: { method: 1, path: "x", header: {} } }, expect: {} },
  { id: "a", title: "t", contract: ["other"], expect: { status: { $any: 1 } }, claims: [{ claim: "", by: "me" }] },
  { id: "a", title: "t", given: { token: "some", faults: [{}] }, client: { module: "", command: [] }, tolerate: [{}] },
];

describe("builtInModules", () => {
  test.each(contractNames)("has the contract %s as it is read from its file", async (name) => {
    const module = await builtIn("mock-server/contract/load-contract.ts");
    const load = module["loadContract"] as typeof loadContract;
    expect(load(name)).toEqual(loadContract(name));
  });

  test("has the org of seed 1 byte for byte, and no other", async () => {
    const module = await builtIn("mock-server/seed/built-in-org.ts");
    const builtInOrg = module["builtInOrg"] as (seed: number) => unknown;
    expect(JSON.stringify(builtInOrg(1))).toBe(JSON.stringify(seedMock(1, createContractTable())));
    expect(builtInOrg(2)).toBeUndefined();
  });

  test("has the version", async () => {
    expect(await builtIn("mock-server/version.ts")).toMatchObject({ version });
  });

  test.each(contractNames)(
    "has every request body's validator of %s, which finds what ajv finds at run time",
    async (name) => {
      const module = await builtIn("mock-server/validate/precompiled.ts");
      const precompiled = module["precompiled"] as Record<string, Record<string, ValidateFunction>>;
      const contract = loadContract(name);
      const pointers = contract.operations.flatMap(({ body }) => body?.schema ?? []);
      expect(Object.keys(precompiled[name] ?? {})).toEqual(pointers);
      for (const pointer of pointers) {
        const { validate } = compileSchema(contract, pointer);
        const ready = precompiled[name]?.[pointer] ?? expect.fail(`nothing for ${pointer}`);
        for (const value of values) expect(errorsOf(ready, value)).toEqual(errorsOf(validate, value));
      }
    },
  );

  test.each(["org", "user", "flow", "token", "fault", "clock"] as const)(
    "has the control plane's validator of a %s, which finds what ajv finds at run time",
    async (schema) => {
      const module = await builtIn("mock-server/control/control-validators.ts");
      const ready = (module["controlValidator"] as typeof controlValidator)(schema);
      const found = values.map((value) => errorsOf(ready, value));
      expect(found).toEqual(values.map((value) => errorsOf(controlValidator(schema), value)));
      expect(found.flat().length).toBeGreaterThan(values.length);
    },
  );

  test("has the validator of scenarios, which finds what ajv finds at run time", async () => {
    const module = await builtIn("harness/scenario/check/scenario-validator.ts");
    const ready = await (module["scenarioValidator"] as typeof scenarioValidator)();
    const atRunTime = await scenarioValidator();
    for (const value of values) expect(errorsOf(ready, value)).toEqual(errorsOf(atRunTime, value));
  });
});
