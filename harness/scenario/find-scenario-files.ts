import { readdir, stat } from "node:fs/promises";
import { basename, relative, resolve, sep } from "node:path";
import { closest } from "fastest-levenshtein";
import { findNearestFile, listSiblings } from "./nearest-file.ts";
import type { ScenarioProblem } from "./scenario-problem.ts";

export interface FoundFiles {
  /** Absolute paths, in the order of the given paths, each once. */
  readonly files: readonly string[];
  readonly problems: readonly ScenarioProblem[];
}

const ending = ".scenario.yaml";

/** Finds the scenario files that `paths` name: files themselves, and folders with everything below them, sorted. */
export async function findScenarioFiles(paths: readonly string[], cwd: string): Promise<FoundFiles> {
  if (paths.length === 0) {
    return problem(".", "expected a scenario file or a folder of them, found no path; name one, e.g. scenarios/");
  }
  const found: FoundFiles[] = [];
  for (const path of paths) {
    found.push(await findBelow(path, cwd));
  }
  return {
    files: [...new Set(found.flatMap(({ files }) => files))],
    problems: found.flatMap(({ problems }) => problems),
  };
}

/** A path as messages and reports show it: relative to `cwd`, with forward slashes. */
export function formatPath(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join("/") || ".";
}

async function findBelow(path: string, cwd: string): Promise<FoundFiles> {
  const absolute = resolve(cwd, path);
  const shown = formatPath(absolute, cwd);
  const found = await stat(absolute).catch(() => undefined);
  if (found === undefined) {
    const nearest = await findNearestFile(absolute);
    const advice = nearest === undefined ? "check the path" : `did you mean "${nearest}"?`;
    return problem(shown, `there is no such file or folder; ${advice}`);
  }
  if (found.isDirectory()) {
    return findInFolder(absolute, cwd);
  }
  if (absolute.endsWith(ending)) {
    return { files: [absolute], problems: [] };
  }
  const scenarios = (await listSiblings(absolute)).filter((name) => name.endsWith(ending));
  const advice =
    scenarios.length === 0 ? "rename it" : `did you mean "${closest(basename(absolute), [...scenarios])}"?`;
  return problem(shown, `expected a file that ends with ${ending}; ${advice}`);
}

async function findInFolder(folder: string, cwd: string): Promise<FoundFiles> {
  const { glob } = await import("tinyglobby");
  const found = await glob(["**/*.scenario.{yaml,yml}"], {
    cwd: folder,
    absolute: true,
    ignore: ["**/node_modules/**"],
  });
  const paths = [...new Set([...found.map((path) => resolve(path)), ...(await findLinks(folder))])].sort();
  const files = paths.filter((path) => path.endsWith(ending));
  const misnamed = paths.filter((path) => !path.endsWith(ending));
  const problems = misnamed.flatMap(
    (path) => problem(formatPath(path, cwd), `expected a file that ends with ${ending}; rename it`).problems,
  );
  return paths.length === 0
    ? problem(formatPath(folder, cwd), `there is no scenario in this folder; a scenario's file ends with ${ending}`)
    : { files, problems };
}

function problem(file: string, message: string): FoundFiles {
  return { files: [], problems: [{ file, line: 1, column: 1, message }] };
}

/** The links among the scenario files of a folder: one that leads nowhere is not seen by a search for files. */
async function findLinks(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const links = entries.filter((entry) => entry.isSymbolicLink() && /\.scenario\.ya?ml$/.test(entry.name));
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== "node_modules");
  const deeper = await Promise.all(folders.map(({ name }) => findLinks(resolve(folder, name))));
  return [...links.map(({ name }) => resolve(folder, name)), ...deeper.flat()];
}
