import type { Dirent } from "node:fs";
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
 * Links are followed; one that leads nowhere is among the files, so that it is not overlooked. `above` are the real paths of
 * the folders that lead here.
 */
async function filesBelow(folder: string, above: readonly string[] = []): Promise<string[]> {
  const real = await realpath(folder);
  // A link may lead back to a folder that it lies in.
  if (above.includes(real)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith(".") && name !== "node_modules");
  const found = visible.map(async (entry) => {
    const path = resolve(folder, entry.name);
    if (await leadsToFolder(entry, path)) return filesBelow(path, [...above, real]);
    return /.\.scenario\.ya?ml$/.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

async function leadsToFolder(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

function problem(file: string, message: string): FoundFiles {
  return { files: [], problems: [{ file, line: 1, column: 1, message }] };
}
