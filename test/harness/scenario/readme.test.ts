import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { builtInVariables } from "#harness/scenario/built-in-variables.ts";
import { matcherNames } from "#harness/scenario/matcher-names.ts";
import schema from "#harness/scenario/scenario.schema.json" with { type: "json" };
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

  test("names no variable in its built-in ones that there is not", () => {
    const [, names = ""] = /Built-in names need no declaration \((.*?) and more/s.exec(readme) ?? [];

    expect(Object.keys(builtInVariables)).toEqual(
      expect.arrayContaining([...names.matchAll(/`(\w+)`/g)].map(([, name]) => name)),
    );
    expect(names).toContain("publishedFlow");
  });
});
