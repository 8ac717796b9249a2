/**
 * Whether an error of node's says that there is no such file. Inside jest node's errors come from another realm, where
 * `instanceof Error` is false.
 */
export function isMissing(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("code" in error)) return false;
  return error.code === "ENOENT" || error.code === "ENOTDIR";
}
