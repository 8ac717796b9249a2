import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { formatProblem, loadScenarios } from "#harness/scenario/load-scenarios.ts";

export type WrittenScenario =
  | { readonly kind: "written"; readonly file: string }
  | { readonly kind: "problem"; readonly message: string };

/** Writes the text of a scenario to a file that is not there yet, and loads it once from its place. */
export async function writeScenario(file: string, text: string, cwd: string): Promise<WrittenScenario> {
  const path = resolve(cwd, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: "wx" });
  } catch (error) {
    const taken = error instanceof Error && "code" in error && error.code === "EEXIST";
    const reason = error instanceof Error ? error.message : String(error);
    return {
      kind: "problem",
      message: taken
        ? `${file} is there already and is not overwritten; choose another with --out FILE, or another --id`
        : `${file} cannot be written: ${reason}; choose another with --out FILE`,
    };
  }
  const { problems } = await loadScenarios({ paths: [path], cwd, tags: [] });
  return problems.length === 0
    ? { kind: "written", file }
    : { kind: "problem", message: problems.map(formatProblem).join("\n") };
}

/** Where a scenario goes for which no file is named: the folder of scenarios, if there is one. */
export function defaultFile(id: string, cwd: string): string {
  const name = `${id}.scenario.yaml`;
  return existsSync(join(cwd, "scenarios")) ? join("scenarios", name) : name;
}

/** The schema of scenarios as seen from the folder of a file: in this project, or in the installed package. */
export function findSchema(file: string, cwd: string): string | undefined {
  const places = ["harness/scenario/scenario.schema.json", "node_modules/genesys-mock/scenario.schema.json"];
  const schema = places.map((place) => join(cwd, place)).find((place) => existsSync(place));
  return (
    schema &&
    relative(dirname(resolve(cwd, file)), schema)
      .split(sep)
      .join("/")
  );
}
