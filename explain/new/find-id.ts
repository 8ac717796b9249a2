import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { asRecord } from "#harness/scenario/document/document-value.ts";
import { parseYaml } from "#harness/scenario/document/parse-yaml.ts";
import { readScenarioText } from "#harness/scenario/document/read-scenario-text.ts";
import { findScenarioFiles, formatPath } from "#harness/scenario/find-scenario-files.ts";
import { listSiblings } from "#harness/scenario/nearest-file.ts";

/** A scenario that is not written yet. */
export interface NewScenario {
  readonly id: string;
  /** Where it will stand. */
  readonly file: string;
  readonly cwd: string;
}

/**
 * The file and line that have the id of a new scenario already, among the files that a run will take together with it: two
 * of one id are an error of the run. Absent where the id is free; what cannot be read is passed over.
 */
export async function findId({ id, file, cwd }: NewScenario): Promise<string | undefined> {
  const path = resolve(cwd, file);
  for (const other of await filesAround(path, cwd)) {
    if (other === path) continue;
    const read = await readScenarioText(other);
    if ("failure" in read || !read.text.includes(id)) continue;
    const yaml = parseYaml(read.text);
    if (!("value" in yaml) || asRecord(yaml.value)["id"] !== id) continue;
    return `${formatPath(other, cwd)}:${yaml.places.ofValue("/id").line}`;
  }
  return undefined;
}

/** All of the project's folder of scenarios where the file is in it; elsewhere only what is beside it, which may be anything. */
async function filesAround(path: string, cwd: string): Promise<readonly string[]> {
  const all = join(cwd, "scenarios");
  if (existsSync(all) && !relative(all, path).startsWith("..")) return (await findScenarioFiles([all], cwd)).files;
  const names = (await listSiblings(path)).filter((name) => name.endsWith(".scenario.yaml"));
  return names.map((name) => join(dirname(path), name));
}
