import type { BuiltInVariable } from "#harness/scenario/built-in-variables.ts";
import { isRecord } from "#harness/scenario/document/document-value.ts";
import { isStandIn } from "#mock-server/diagnose/assumptions.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { draftAuthorization } from "./draft-authorization.ts";
import type { DraftRequest } from "./scenario-draft.ts";

/**
 * A request as a scenario holds it: its credentials are those of the scenario, and what a browser or curl adds by itself is
 * left out. What no scenario can hold, bytes that are no text, is a message.
 */
export function draftRequest({ method, path, headers, body }: DiagnosedRequest): DraftRequest | string {
  const text = body.toString("utf8");
  if (!Buffer.from(text).equals(body)) return "expected a body that is text (UTF-8), found other bytes";
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const written = draftBody(text, type);
  const kept: [string, string | null][] = headers
    .filter(([name, value]) => !isAddedByClients(name, value))
    .filter(([name]) => !/^(?:authorization|content-type)$/i.test(name))
    .map(([name, value]) => [name, literal(value)]);
  const authorization = draftAuthorization(headers.find(([name]) => name.toLowerCase() === "authorization")?.[1], path);
  if (authorization !== undefined) kept.unshift(["Authorization", authorization]);
  if (type !== undefined && !written.bringsType) kept.push(["Content-Type", literal(type)]);
  return {
    method,
    path: standIns(literal(path.replaceAll(/\s/g, "%20")), path),
    ...(kept.length === 0 ? {} : { headers: Object.fromEntries(kept) }),
    ...written.body,
  };
}

/** Headers that say nothing of the mistake, or that name a person or a session. */
function isAddedByClients(name: string, value: string): boolean {
  if (/^accept$/i.test(name)) return value === "*/*";
  return /^(?:user-agent|accept-(?:encoding|language)|referer|origin|cookie|sec-.*|pragma|cache-control|priority|dnt|te|connection|content-length|host|x-api-key)$/i.test(
    name,
  );
}

interface WrittenBody {
  readonly body: Pick<DraftRequest, "body" | "rawBody" | "form">;
  /** Whether the scenario's client adds the same `Content-Type`. */
  readonly bringsType: boolean;
}

function draftBody(text: string, type = ""): WrittenBody {
  if (text === "") return { body: {}, bringsType: false };
  if (/^application\/x-www-form-urlencoded$/i.test(type)) {
    const fields = [...new URLSearchParams(text)];
    const form = Object.fromEntries(fields.map(([name, value]) => [name, formValue(name, value)]));
    const isPlainForm = fields.length === Object.keys(form).length && text.includes("=");
    if (isPlainForm) return { body: { form }, bringsType: true };
  }
  if (/^application\/json$/i.test(type)) {
    const value = parseExactly(text);
    if (value !== undefined) return { body: { body: bodyValue(value, "") }, bringsType: true };
  }
  return { body: { rawBody: literal(text) }, bringsType: false };
}

/** Credentials in a form are the scenario's own. */
function formValue(name: string, value: string): string {
  if (name === "client_id") return variable("clientId");
  if (name === "client_secret") return variable("clientSecret");
  return /^(?:password|refresh_token|code|code_verifier|assertion)$/.test(name) ? "<redacted>" : literal(value);
}

/** The value, where its text comes out again but for white space; a body with doubled keys, say, has to stay a text. */
function parseExactly(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const tight = text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (part) => (part.startsWith('"') ? part : ""));
    return JSON.stringify(value) === tight ? value : undefined;
  } catch {
    return undefined;
  }
}

function bodyValue(value: unknown, key: string): unknown {
  if (typeof value === "string") return standInFor(key, value) ?? literal(value);
  if (Array.isArray(value)) return value.map((item: unknown) => bodyValue(item, key));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, bodyValue(item, name)]));
}

/** `<flowId>` is what a report has where it does not show the id. */
function standInFor(key: string, value: string): string | undefined {
  if (!isStandIn(value)) return undefined;
  const word = `${key} ${value}`;
  if (/flow/i.test(word)) return variable("publishedFlow");
  return /user|initiator/i.test(word) ? variable("activeUser") : undefined;
}

/** Parts of a path that stand for an id. */
function standIns(path: string, original: string): string {
  if (/[?]/.test(original)) {
    const [before = "", ...query] = path.split("?");
    return [standIns(before, ""), ...query].join("?");
  }
  const parts = path.split("/");
  return parts
    .map((part, index) => {
      const name = /^(?:<[^<>]+>|\{\{?[\w.-]+\}?\}|:\w+|\$\w+)$/.test(part) ? (parts[index - 1] ?? "") : "";
      if (/^flows$/i.test(name)) return variable("publishedFlow");
      return /^users$/i.test(name) ? variable("activeUser") : part;
    })
    .join("/");
}

function variable(name: BuiltInVariable): string {
  return `\${${name}}`;
}

/** `${` begins a variable in a scenario. */
function literal(text: string): string {
  return text.replaceAll("${", () => "$${");
}
