import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import type { Bound } from "./bind-arguments.ts";
import { isTable, isUnknown, textOf } from "./value.ts";
import type { WebBody } from "./web-body.ts";

export interface WebHeaders {
  /** All but the body's type. */
  readonly headers: DiagnosedRequest["headers"];
  readonly type?: string;
}

interface Around {
  readonly method: string;
  readonly body: WebBody & { readonly kind: "body" };
  /** The login takes forms, everything else takes JSON. */
  readonly isLogin: boolean;
  /** Added to. */
  readonly notes: string[];
}

const form = "application/x-www-form-urlencoded";

/** The headers of a web request: those of `-Headers`, what other parameters stand for, and the type of the body. */
export function headersOfRequest(bound: Bound, { method, body, isLogin, notes }: Around): WebHeaders {
  const written = writtenHeaders(bound, notes);
  const named = written.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const given = bound.get("contenttype");
  const isSent = body.bytes !== undefined;
  // Whoever keeps the headers in a variable has most likely the type among them.
  const assumed = isSent && isUnknown(bound.get("headers") ?? null) ? (isLogin ? form : "application/json") : undefined;
  const byDefault = method === "POST" && isSent ? form : undefined;
  const type = given === undefined ? (named ?? assumed ?? byDefault) : textOf(given);
  if ((given ?? named ?? assumed) === undefined && type === form && !isLogin) {
    notes.push(
      'Without -ContentType PowerShell calls the body of a POST a form: write -ContentType "application/json".',
    );
  }
  const isPlain = /^[\0-\x7f]*$/.test(body.bytes?.toString("utf8") ?? "");
  if (body.isText && !isPlain && !/charset/i.test(type ?? "")) notes.push(latin);
  return {
    headers: written.filter(([name]) => name.toLowerCase() !== "content-type"),
    ...(type === undefined ? {} : { type }),
  };
}

const latin =
  'PowerShell before 7.4 sends a body that is not all ASCII as ISO-8859-1, and JSON has to be UTF-8: write -ContentType "application/json; charset=utf-8".';

/** What a browser's copy for PowerShell has among the headers, and what follows from the rest. */
const implied = /^(?:authority|method|path|scheme|host|content-length|connection)$/i;

function writtenHeaders(bound: Bound, notes: string[]): readonly (readonly [string, string])[] {
  const given = bound.get("headers") ?? null;
  const headers: (readonly [string, string])[] = [];
  if (isTable(given)) {
    for (const [name, value] of given.entries) if (!implied.test(name)) headers.push([name, textOf(value)]);
  } else if (isUnknown(given)) {
    notes.push(
      `${given.source || "What is given to -Headers"} is not known: it is taken to hold a token, and the type of the body where there is one.`,
    );
    headers.push(["Authorization", "Bearer <token>"]);
  } else if (given !== null) {
    notes.push(
      '-Headers takes a table, such as @{ Authorization = "Bearer $token" }; what it is given here is left out.',
    );
  }
  const agent = bound.get("useragent");
  if (agent !== undefined) headers.push(["User-Agent", textOf(agent)]);
  const scheme = authorizationOf(bound);
  if (scheme !== undefined) headers.push(["Authorization", scheme]);
  return headers;
}

/** `-Authentication Bearer -Token $secure`; what a credential holds is not in a text. */
function authorizationOf(bound: Bound): string | undefined {
  const kind = bound.get("authentication");
  if (kind === undefined) return undefined;
  const name = textOf(kind).toLowerCase();
  if (name === "bearer" || name === "oauth") return `Bearer ${textOf(bound.get("token") ?? "<token>")}`;
  return name === "basic" ? `Basic ${textOf(bound.get("credential") ?? "<credential>")}` : undefined;
}
