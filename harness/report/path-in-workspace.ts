import { isAbsolute, relative, resolve } from "node:path";

/**
 * Gives a path as a CI system finds the file: relative to `workspace`, the folder of its checkout, with slashes. `path` is
 * relative to `cwd`. Without a workspace, or where the file is outside of it, it is given as it is.
 */
export function pathInWorkspace(
  path: string,
  { workspace, cwd }: { readonly workspace?: string; readonly cwd?: string },
): string {
  if (workspace === undefined || cwd === undefined) return path;
  const inside = relative(workspace, resolve(cwd, path));
  return inside === "" || inside.startsWith("..") || isAbsolute(inside) ? path : inside.replaceAll("\\", "/");
}
