import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { clientEnvironment } from "#harness/client/client-environment.ts";
import { runModule } from "#harness/client/module.ts";
import { builtInVariables } from "#harness/scenario/built-in-variables.ts";
import { matcherNames } from "#harness/scenario/matcher-names.ts";
import schema from "#harness/scenario/scenario.schema.json" with { type: "json" };
import { aContext } from "#test/harness/client/client-context.ts";
import { problemsOf } from "./load-text.ts";

const readme = await readFile(new URL("../../../scenarios/README.md", import.meta.url), "utf8");

describe("scenarios/README.md", () => {
  test("has examples that load without a problem", async () => {
    const examples = [...readme.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, example = ""]) => example);

    expect(examples).toHaveLength(5);
    for (const example of examples) {
      expect(await problemsOf(example)).toEqual([]);
    }
  });

  test("names every key of the schema", () => {
    const { given, tokenGrant, step, client, module, command, expectation, call, state, claim, trial } =
      schema.definitions;
    const closed = [schema, given, tokenGrant, step, client, module, command, expectation, call, state, claim, trial];
    const keys = closed.flatMap(({ properties }) => Object.keys(properties));

    expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(readme))).toEqual([]);
  });

  test("names every matcher", () => {
    expect(matcherNames.filter((name) => !readme.includes(name))).toEqual([]);
  });

  test("lists the built-in variables, and what each stands for", () => {
    expect(rowsBelow("## Built-in variables")).toEqual(Object.entries(builtInVariables));
  });

  test("lists what the function of a module is given", async () => {
    const folder = await mkdtemp(join(tmpdir(), "genesys-mock-readme-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, "client.mjs");
    await writeFile(path, "export const run = (given) => Object.keys(given);\n");

    const { result } = await runModule(
      { kind: "module", path, export: "run", input: 1, timeoutSeconds: 20 },
      aContext(),
    );

    expect(rowsBelow("### What a module is given").map(([name]) => name)).toEqual(result);
  });

  test("lists the environment variables that a command gets", () => {
    const environment = clientEnvironment(aContext({ parentEnv: {} }));
    const listed = rowsBelow("### What a command is given").flatMap(([names]) => names.split("`, `"));

    expect(new Set(listed)).toEqual(new Set(Object.keys(environment)));
  });
});

/** The rows of the first table below a heading: what stands in backquotes in the first cell, and the second cell. */
function rowsBelow(heading: string): [string, string][] {
  const [, below = ""] = readme.split(`${heading}\n`);
  const [table = ""] = /(?:^\|.*\n)+/m.exec(below) ?? [];
  return [...table.matchAll(/^\| `(.*)` \| (.*) \|$/gm)].map(([, name = "", text = ""]) => [name, text]);
}
