// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold references as scenarios write them
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadScenarios } from "#harness/scenario/load-scenarios.ts";
import { load, named, problemsOf, writeFiles } from "./load-text.ts";

describe("loadScenarios", () => {
  test("finds every scenario below a folder, sorted, and nothing else", async () => {
    const { scenarios, problems } = await load(
      {
        "s/b.scenario.yaml": named("b"),
        "s/deep/er/a.scenario.yaml": named("a"),
        "s/a.scenario.yaml": named("c"),
        "s/other.yaml": "id: no",
        "s/node_modules/x/x.scenario.yaml": "broken: [",
      },
      ["s"],
    );

    expect(problems).toEqual([]);
    expect(scenarios.map(({ file }) => file)).toEqual([
      "s/a.scenario.yaml",
      "s/b.scenario.yaml",
      "s/deep/er/a.scenario.yaml",
    ]);
  });

  test("keeps the order of the paths and loads a file once", async () => {
    const files = { "s/a.scenario.yaml": named("a"), "s/b.scenario.yaml": named("b") };

    expect(await load(files, ["s/b.scenario.yaml", "s", "./s/../s"])).toMatchObject({ ids: ["b", "a"], problems: [] });
  });

  test("takes absolute paths and names files relative to the folder it starts in", async () => {
    const cwd = await writeFiles({ "s/a.scenario.yaml": named("a"), "run/x": "" });

    const { scenarios } = await loadScenarios({ paths: [join(cwd, "s")], cwd: join(cwd, "run") });

    expect(scenarios.map(({ file }) => file)).toEqual(["../s/a.scenario.yaml"]);
  });

  test.each([
    ["no path", [], ".:1:1: expected a scenario file or a folder of them, found no path; name one, e.g. scenarios/"],
    [
      "a path that does not exist",
      ["sceanrios"],
      'sceanrios:1:1: there is no such file or folder; did you mean "scenarios"?',
    ],
    [
      "a path with nothing near",
      ["x/y.scenario.yaml"],
      "x/y.scenario.yaml:1:1: there is no such file or folder; check the path",
    ],
    [
      "a folder without scenario",
      ["empty"],
      "empty:1:1: there is no scenario in this folder; a scenario's file ends with .scenario.yaml",
    ],
    [
      "a file of another kind",
      ["scenarios/one.yaml"],
      'scenarios/one.yaml:1:1: expected a file that ends with .scenario.yaml; did you mean "one.scenario.yaml"?',
    ],
    [
      "a file of another kind, alone",
      ["empty/note.txt"],
      "empty/note.txt:1:1: expected a file that ends with .scenario.yaml; rename it",
    ],
  ])("reports %s", async (_what, paths, message) => {
    const files = {
      "scenarios/one.scenario.yaml": named("a"),
      "scenarios/one.yaml": "",
      "scenarios/two.txt": "",
      "empty/note.txt": "",
    };

    expect((await load(files, paths)).problems).toEqual([message]);
  });

  test("reports a file with the other ending of YAML instead of passing over it", async () => {
    const { problems, ids } = await load({ "s/a.scenario.yml": named("a"), "s/b.scenario.yaml": named("b") }, ["s"]);

    expect(ids).toEqual(["b"]);
    expect(problems).toEqual(["s/a.scenario.yml:1:1: expected a file that ends with .scenario.yaml; rename it"]);
  });

  test("reports a file over 1 MB without reading it as YAML", async () => {
    const { problems } = await load({ "a.scenario.yaml": `${named("a")}#${"x".repeat(1_000_000)}` }, [
      "a.scenario.yaml",
    ]);

    expect(problems).toEqual(["a.scenario.yaml:1:1: expected a file of at most 1 MB, found 1.0 MB; split it"]);
  });

  test("reports a file that is not UTF-8", async () => {
    expect(await problemsOf(new Uint8Array([0x69, 0x64, 0x3a, 0x20, 0xff, 0xfe]))).toEqual([
      "1:1: expected UTF-8 text, found other bytes; save the file as UTF-8",
    ]);
  });

  test("does not count a byte order mark as a column", async () => {
    expect(
      await problemsOf(`\uFEFFidd: a\nid: a\ntitle: x\nclient: { request: { path: /a } }\nexpect: { status: 1 }\n`),
    ).toEqual([
      '1:1: unknown key "idd", did you mean "id"?',
      expect.stringContaining("5:19: expected an HTTP status from 100 to 599"),
    ]);
  });

  test("reports all problems of all files, in the order of their places, and gives the good scenarios", async () => {
    const { ids, problems } = await load(
      {
        "s/a.scenario.yaml": "id: a\ntitle: [x\n",
        "s/b.scenario.yaml": "title: x\nid: B\ntitle: y\nclient: {}\nexpect:\n  status: 1\n  body: $uid\n  x: ${y}\n",
        "s/c.scenario.yaml": named("c"),
      },
      ["s"],
    );

    expect(ids).toEqual(["c"]);
    expect(problems).toEqual([
      expect.stringContaining("s/a.scenario.yaml:3:1: not valid YAML"),
      expect.stringContaining("s/b.scenario.yaml:2:5: expected a name in kebab-case"),
      expect.stringContaining('s/b.scenario.yaml:3:1: the key "title" is written twice'),
      expect.stringContaining("s/b.scenario.yaml:4:9: expected exactly one of request"),
      expect.stringContaining("s/b.scenario.yaml:6:11: expected an HTTP status"),
      expect.stringContaining("s/b.scenario.yaml:7:9: unknown matcher"),
      expect.stringContaining('s/b.scenario.yaml:8:3: unknown key "x"'),
      expect.stringContaining('s/b.scenario.yaml:8:6: unknown variable "y"'),
    ]);
  });

  test("reports an id that another file has, at its place and with the place of the first", async () => {
    const { problems } = await load(
      {
        "s/a.scenario.yaml": `# first\n${named("same")}`,
        "s/b.scenario.yaml": "title: x\nid: same\nclient: { request: { path: /a } }\nexpect: { status: 200 }\n",
        "s/c.scenario.yaml": "id: same\n",
      },
      ["s"],
    );

    expect(problems.filter((problem) => problem.includes("is taken"))).toEqual([
      's/b.scenario.yaml:2:5: the id "same" is taken by s/a.scenario.yaml:2; choose another one',
      's/c.scenario.yaml:1:5: the id "same" is taken by s/a.scenario.yaml:2; choose another one',
    ]);
  });

  test("turns every text into scenarios or problems and never throws", async () => {
    const keys = fc.constantFrom(
      ...["contract", "given", "token", "flows", "variables", "mock", "live", "base", "client", "request", "requests"],
      ...[
        "module",
        "path",
        "command",
        "argv",
        "body",
        "form",
        "save",
        "expect",
        "published",
        "thread",
        "status",
        "calls",
      ],
      ...["state", "is", "within", "claims", "verdicts", "control", "variation", "claimed", "accepted", "refused"],
      ...["undecided", "$not", "$oneOf", "$uid", "${x}"],
    );
    const leaves = fc.constantFrom(
      "${x}",
      "${env.A}",
      "$uuid",
      "none",
      "/a",
      "holds",
      "thread",
      "",
      200,
      -1,
      true,
      null,
    );
    const { value: documents } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, leaves, fc.array(tie("value")), fc.dictionary(keys, tie("value"))),
    }));
    const cwd = await writeFiles({ "a.scenario.yaml": "" });

    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const folder = await writeFiles({ "a.scenario.yaml": JSON.stringify(document) });
        const { scenarios, problems } = await loadScenarios({ paths: [folder], cwd });
        expect(scenarios.length + problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});
