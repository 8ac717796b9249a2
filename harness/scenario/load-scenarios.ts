import { dirname } from "node:path";
import { checkDocument } from "./check/check-document.ts";
import { asRecord } from "./document/document-value.ts";
import { type ParsedYaml, parseYaml } from "./document/parse-yaml.ts";
import { readScenarioText } from "./document/read-scenario-text.ts";
import { findScenarioFiles, formatPath } from "./find-scenario-files.ts";
import { parseScenario } from "./parse/parse-scenario.ts";
import type { Position, Scenario } from "./scenario.ts";
import type { Finding, ScenarioProblem } from "./scenario-problem.ts";
import { type Selection, selectScenarios, whyNoneSelected } from "./select-scenarios.ts";

export { formatProblem, type ScenarioProblem } from "./scenario-problem.ts";

export interface LoadOptions extends Selection {
  /** Files or folders, relative to `cwd`. */
  readonly paths: readonly string[];
  /** Absolute path of the folder that names of files are shown relative to. */
  readonly cwd: string;
}

export interface LoadedScenarios {
  readonly scenarios: readonly Scenario[];
  /** Everything that is wrong, in all files. If there is any, nothing may be sent. */
  readonly problems: readonly ScenarioProblem[];
}

/** Reads, checks and completes scenario files. What is wrong is a problem with its place, never an exception. */
export async function loadScenarios(options: LoadOptions): Promise<LoadedScenarios> {
  const { paths, cwd } = options;
  const found = await findScenarioFiles(paths, cwd);
  const loaded: LoadedFile[] = [];
  for (const path of found.files) {
    loaded.push(await loadFile(path, cwd));
  }
  const scenarios = loaded.flatMap(({ scenario }) => (scenario === undefined ? [] : [scenario]));
  const selected = selectScenarios(scenarios, options);
  return {
    scenarios: selected,
    problems: [
      ...found.problems,
      ...loaded.flatMap(({ problems }) => problems),
      ...findDuplicateIds(loaded),
      ...(scenarios.length > 0 && selected.length === 0
        ? [{ file: paths.join(" "), line: 1, column: 1, message: whyNoneSelected(options, scenarios) }]
        : []),
    ],
  };
}

interface LoadedFile {
  readonly file: string;
  readonly scenario?: Scenario;
  readonly problems: readonly ScenarioProblem[];
  /** The id as written and where, also of a file that has problems. */
  readonly id?: { readonly text: string; readonly position: Position };
}

async function loadFile(path: string, cwd: string): Promise<LoadedFile> {
  const file = formatPath(path, cwd);
  const read = await readScenarioText(path);
  if ("failure" in read) {
    return { file, problems: [{ file, line: 1, column: 1, message: read.failure }] };
  }
  const yaml = parseYaml(read.text);
  if (!("value" in yaml)) {
    return { file, problems: yaml.problems.map((problem) => ({ file, ...problem })) };
  }
  const folder = dirname(path);
  const { findings, document } = await checkDocument(yaml.value, folder);
  const problems = [...yaml.problems, ...findings.map((finding) => locate(finding, yaml))].sort(byPlace);
  const written = asRecord(yaml.value)["id"];
  return {
    file,
    problems: problems.map((problem) => ({ file, ...problem })),
    ...(typeof written === "string" ? { id: { text: written, position: yaml.places.ofValue("/id") } } : {}),
    ...(document === undefined || problems.length > 0
      ? {}
      : { scenario: parseScenario(document, { file, folder, places: yaml.places }) }),
  };
}

function locate({ pointer, place, message }: Finding, { places }: ParsedYaml): Position & { readonly message: string } {
  return { ...(place === "key" ? places.ofKey(pointer) : places.ofValue(pointer)), message };
}

function byPlace(one: Position, other: Position): number {
  return one.line - other.line || one.column - other.column;
}

function findDuplicateIds(files: readonly LoadedFile[]): readonly ScenarioProblem[] {
  const named = files.flatMap(({ file, id }) => (id === undefined ? [] : [{ file, ...id }]));
  const firsts = new Map([...named].reverse().map((entry) => [entry.text, entry]));
  return named.flatMap((entry) => {
    const first = firsts.get(entry.text);
    if (first === undefined || first === entry) {
      return [];
    }
    const message = `the id "${entry.text}" is taken by ${first.file}:${first.position.line}; choose another one`;
    return [{ file: entry.file, ...entry.position, message }];
  });
}
