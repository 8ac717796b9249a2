import { asFields } from "#mock-server/contract/read-fields.ts";

/** Whether a text is form encoded: `name=value`, joined by `&`. */
export function isForm(text: string): boolean {
  const trimmed = text.trim();
  return (
    trimmed.length <= 64 * 1024 && /^[^\s={}[\]"&]+(?:\[[^\]]*\])*=[^\s{"]*/.test(trimmed) && !/\n\S/.test(trimmed)
  );
}

/** The fields of a form as an object; `a[b]=c` is an object inside, and a value that is JSON is read. */
export function readForm(text: string): Readonly<Record<string, unknown>> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of new URLSearchParams(text.trim())) {
    const [, outer = "", inner] = /^([^[]+)\[([^\]]+)\]$/.exec(name) ?? [];
    if (inner === undefined) fields.set(name, readValue(value));
    else fields.set(outer, { ...asFields(fields.get(outer)), [inner]: value });
  }
  return Object.fromEntries(fields);
}

function readValue(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An object's texts and numbers as a form. */
export function writeForm(value: unknown): string {
  const entries = Object.entries(asFields(value) ?? {}).flatMap(([name, item]): [string, string][] =>
    typeof item === "object" || item === undefined ? [] : [[name, String(item)]],
  );
  return new URLSearchParams(entries).toString();
}
