import { readdir, realpath, stat } from "node:fs/promises";
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
  const paths = await filesBelow(folder).catch((error: NodeJS.ErrnoException) => error);
  if (paths instanceof Error) {
    const place = formatPath(paths.path ?? folder, cwd);
    return problem(place, `this folder cannot be read (${paths.code}); give yourself the right, or name other folders`);
  }
  paths.sort();
  const files = paths.filter((path) => path.endsWith(ending));
  const misnamed = paths.filter((path) => !path.endsWith(ending));
  const problems = misnamed.flatMap(
    (path) => problem(formatPath(path, cwd), `expected a file that ends with ${ending}; rename it`).problems,
  );
  return paths.length === 0
    ? problem(formatPath(folder, cwd), `there is no scenario in this folder; a scenario's file ends with ${ending}`)
    : { files, problems };
}

/**
 * The files in a folder, and in the folders below it, that are named like a scenario's; hidden ones and packages are left out.
 * Links are followed, each folder once; a link that leads nowhere is among the files, so that it is not overlooked.
 */
async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  const seen = new Set<string>();
  const waiting = [folder];
  // Links come last, so that what can be found without one is found there.
  const links: string[] = [];
  for (let next = waiting.pop() ?? links.shift(); next !== undefined; next = waiting.pop() ?? links.shift()) {
    const real = await realpath(next);
    if (seen.has(real)) continue;
    seen.add(real);
    for (const entry of await readdir(next, { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const path = resolve(next, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isSymbolicLink() && (await isFolder(path))) links.push(path);
      else if (/.\.scenario\.ya?ml$/.test(entry.name)) files.push(path);
    }
  }
  return files;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

function problem(file: string, message: string): FoundFiles {
  return { files: [], problems: [{ file, line: 1, column: 1, message }] };
}
