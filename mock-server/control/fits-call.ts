import type { MatchedCall } from "#mock-server/call.ts";

/** Whether a method in any case, a path in which `*` stands for any text, or an operation's template is that of a call. */
export function fitsCall(
  { method, path }: { readonly method?: string; readonly path?: string },
  call: Pick<MatchedCall, "method" | "path"> & { readonly operation: Pick<MatchedCall["operation"], "path"> },
): boolean {
  if (method !== undefined && method.toUpperCase() !== call.method) return false;
  if (path === undefined) return true;
  return isTemplate(path) ? fitsTemplate(path, call.operation.path) : matchesPath(path, call.path);
}

/** A path with a parameter in it: `/api/v2/users/{userId}`. */
export function isTemplate(path: string): boolean {
  return path.includes("{");
}

/** Whether a template is that of an operation, whatever the parameters are called. */
export function fitsTemplate(template: string, operationPath: string): boolean {
  return matchesPath(withoutNames(template), withoutNames(operationPath));
}

function withoutNames(template: string): string {
  return template.replaceAll(/\{[^{}/]*\}/g, "{}");
}

function matchesPath(pattern: string, path: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return path === first;
  if (!path.startsWith(first)) return false;
  let position = first.length;
  const last = rest.pop() ?? "";
  for (const part of rest) {
    const found = path.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return path.length - last.length >= position && path.endsWith(last);
}
