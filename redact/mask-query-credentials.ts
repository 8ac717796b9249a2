import { mask } from "./mask.ts";
import { findQueryCredentials } from "./query-credentials.ts";

/** Masks in a text what stands in the queries of its URLs and paths and is a credential by its name: `?access_token=...`. */
export function maskQueryCredentials(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of findQueryCredentials(text, /[&\s"'`<>#\\]/)) {
    if (start < from) continue;
    parts.push(text.slice(from, start), mask);
    from = end;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}
