/** Whether a diff says more about two values than one line that names both. */
export function isWorthDiff(left: unknown, right: unknown): boolean {
  const both = [left, right];
  return (
    both.every((value) => typeof value === "object" && value !== null) ||
    both.every((value) => typeof value === "string" && value.includes("\n"))
  );
}
