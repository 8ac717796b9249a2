import type { RequestStep } from "#harness/scenario/scenario.ts";
import type { ClientContext } from "./client.ts";

/** A request as it will be sent. */
export interface BuiltRequest {
  readonly method: string;
  /** Base URL of the host it goes to. */
  readonly baseUrl: string;
  /** Path and query, exactly as they will stand in the request line. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer;
}

/**
 * The request that a step stands for, with the values of its variables; the rules are those of `RequestStep`.
 * Throws an `Error` for people if the step says what cannot be sent.
 */
export function buildRequest(
  step: RequestStep,
  context: ClientContext,
  variables: Readonly<Record<string, unknown>>,
): BuiltRequest {
  const bind = (value: unknown) => context.bind(value, variables);
  const method = asText(bind(step.method));
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(method)) {
    throw new Error(`the method ${JSON.stringify(method)} is none; write one word, such as GET`);
  }
  const path = checkPath(asText(bind(step.path)));
  const baseUrl = path.startsWith("/oauth/") ? context.loginUrl : context.baseUrl;
  const [body, contentType] = buildBody(step, bind);
  const written = Object.entries(step.headers).map(
    ([name, value]) => [name, value === null ? null : asText(bind(value))] as const,
  );
  const chunked = written.some(([name, value]) => name.toLowerCase() === "transfer-encoding" && value !== null);
  const sendsLength = !chunked && (body !== undefined || hasLengthWithoutBody.has(method.toUpperCase()));
  const defaults: [string, string | undefined][] = [
    ["Host", new URL(baseUrl).host],
    ["Authorization", context.accessToken === undefined ? undefined : `Bearer ${context.accessToken}`],
    ["Content-Type", contentType],
    ["Content-Length", sendsLength ? String(body?.length ?? 0) : undefined],
  ];
  return { method, baseUrl, path, headers: mergeHeaders(defaults, written), ...(body !== undefined && { body }) };
}

/** A value as it stands in a text: texts as they are, everything else as JSON. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}

/** Servers wait for a body of these methods unless they are told that there is none. */
const hasLengthWithoutBody: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

function checkPath(path: string): string {
  const found = /[^\u0021-\u00ff]/u.exec(path);
  if (found === null) return path;
  const [character] = found;
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  throw new Error(
    `the path ${JSON.stringify(path)} holds ${JSON.stringify(character)} (U+${code}), which cannot stand in a request ` +
      `line; write it percent-encoded: ${encodeURIComponent(character)}`,
  );
}

type Body = readonly [body?: Buffer, contentType?: string];

function buildBody({ body, form, rawBody }: RequestStep, bind: (value: unknown) => unknown): Body {
  if (rawBody !== undefined) return [Buffer.from(asText(bind(rawBody)))];
  if (form !== undefined) {
    const fields = Object.entries(form).map(([name, value]): [string, string] => [name, asText(bind(value))]);
    return [Buffer.from(new URLSearchParams(fields).toString()), "application/x-www-form-urlencoded"];
  }
  if (body !== undefined) return [Buffer.from(JSON.stringify(bind(body))), "application/json"];
  return [];
}

function mergeHeaders(
  defaults: readonly (readonly [name: string, value: string | undefined])[],
  written: readonly (readonly [name: string, value: string | null])[],
): BuiltRequest["headers"] {
  const lower = written.map(([name]) => name.toLowerCase());
  const doubled = written.find(([name], index) => lower.indexOf(name.toLowerCase()) !== index);
  if (doubled !== undefined) {
    throw new Error(`the header ${doubled[0]} is written twice, in different cases; write it once`);
  }
  const kept = defaults.filter(([name]) => !lower.includes(name.toLowerCase()));
  return [...kept, ...written].flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [checkHeader(name, value)],
  );
}

function checkHeader(name: string, value: string): readonly [string, string] {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) {
    throw new Error(`the header name ${JSON.stringify(name)} cannot be sent; use letters, digits and hyphens only`);
  }
  const found = /[^\t\x20-\x7e\x80-\xff]/u.exec(value);
  if (found === null) return [name, value];
  throw new Error(
    `the value of the header ${name} holds ${JSON.stringify(found[0])}, which cannot be sent; ` +
      "use letters up to U+00FF and no line breaks",
  );
}
