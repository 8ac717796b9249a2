import { formatValue } from "#harness/compare/format-value.ts";
import type { ClientRun } from "./run-client.ts";

const longest = 160;

/** The decisive call of a run in short: `POST /api/v2/flows/executions`. */
export function describeCall({ exchanges }: Pick<ClientRun, "exchanges">): string {
  const last = exchanges.at(-1);
  return last === undefined ? "no call" : `${last.request.method} ${last.request.path}`;
}

/** What it was answered in short: status, code and message, or the start of the body. */
export function describeAnswer({ exchanges, result }: Pick<ClientRun, "exchanges" | "result">): string {
  const response = exchanges.at(-1)?.response;
  if (response === undefined) return result === undefined ? "no answer" : cut(formatValue(result));
  const text = response.body.toString("utf8");
  return cut(`${response.status} ${describeBody(text)}`.trim());
}

function describeBody(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null || !("code" in body)) return text;
    const fields = "errors" in body && Array.isArray(body.errors) ? body.errors.flatMap(fieldOf) : [];
    const message = "message" in body ? `: ${String(body.message)}` : "";
    return `${String(body.code)}${message}${fields.length === 0 ? "" : ` (${fields.join(", ")})`}`;
  } catch {
    return text;
  }
}

function fieldOf(error: unknown): string[] {
  return typeof error === "object" && error !== null && "field" in error ? [String(error.field)] : [];
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}
