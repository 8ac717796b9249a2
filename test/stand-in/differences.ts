/** A method and a path without its query, e.g. `GET /api/v2/users/*`; `*` stands for any method or any one segment. */
export type Match = string;

/** How a stand-in answers otherwise than the published contract. */
export interface Differences {
  /** Another status, the body as it was. */
  readonly status: { readonly match: Match; readonly status: number };
  /** Another `code` in the body. */
  readonly code: { readonly match: Match; readonly code: string };
  readonly extraField: { readonly match: Match; readonly pointer: string; readonly value: unknown };
  readonly missingField: { readonly match: Match; readonly pointer: string };
  /** A value of another type in place of the one there. */
  readonly retypedField: { readonly match: Match; readonly pointer: string; readonly value: unknown };
  readonly otherHeader: { readonly match: Match; readonly name: string; readonly value: string };
  readonly droppedHeader: { readonly match: Match; readonly name: string };
  /** Unknown properties of a body are passed over, not refused. Only from the start on. */
  readonly ignoreUnknownProperties: true;
  /** The first `times` matching calls are answered 429, with so many seconds in `Retry-After`. */
  readonly tooManyRequests: { readonly match: Match; readonly times: number; readonly retryAfter: number };
  /** Tokens that log in with this OAuth client from now on are for another organization; `unreadable`: they may not read which. */
  readonly foreignClient: { readonly name: string; readonly unreadable?: true };
  readonly slow: { readonly match: Match; readonly ms: number };
}

/** An answer before it is sent. */
export interface StandInAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export function matches(match: Match, call: { readonly method: string; readonly path: string }): boolean {
  const [method = "", path = ""] = match.split(" ");
  const wanted = path.split("/");
  const found = (call.path.split("?")[0] ?? "").split("/");
  return (
    (method === "*" || method === call.method) &&
    wanted.length === found.length &&
    wanted.every((segment, index) => segment === "*" || segment === found[index])
  );
}

/** The answer with what is to be different about it. */
export function differ(
  answer: StandInAnswer,
  differences: Partial<Differences>,
  call: { readonly method: string; readonly path: string },
): StandInAnswer {
  const of = <Difference extends { readonly match: Match }>(difference: Difference | undefined) =>
    difference !== undefined && matches(difference.match, call) ? difference : undefined;
  const { code, extraField, missingField, retypedField, otherHeader, droppedHeader } = differences;
  const edits: ((body: unknown) => unknown)[] = [];
  const [newCode, extra, missing, retyped] = [of(code), of(extraField), of(missingField), of(retypedField)];
  if (newCode !== undefined) edits.push((body) => put(body, "/code", newCode.code));
  if (extra !== undefined) edits.push((body) => put(body, extra.pointer, extra.value));
  if (retyped !== undefined) edits.push((body) => put(body, retyped.pointer, retyped.value));
  if (missing !== undefined) edits.push((body) => put(body, missing.pointer, undefined));
  const [other, dropped] = [of(otherHeader), of(droppedHeader)];
  const changedNames = [other?.name, dropped?.name].map((name) => name?.toLowerCase());
  return {
    status: of(differences.status)?.status ?? answer.status,
    headers: [
      ...answer.headers.filter(([name]) => !changedNames.includes(name.toLowerCase())),
      ...(other === undefined ? [] : [[other.name, other.value] as const]),
    ],
    body: edits.length === 0 ? answer.body : editJson(answer.body, edits),
  };
}

function editJson(body: Buffer, edits: readonly ((body: unknown) => unknown)[]): Buffer {
  const edited = edits.reduce((value: unknown, edit) => edit(value), JSON.parse(body.toString("utf8")));
  return Buffer.from(JSON.stringify(edited));
}

/** The value with another one at a pointer, `*` for each element of a list; `undefined` takes what is there away. */
function put(value: unknown, pointer: string, part: unknown): unknown {
  const [, key, ...rest] = pointer.split("/");
  if (key === undefined) return part;
  const below = rest.length === 0 ? "" : `/${rest.join("/")}`;
  if (Array.isArray(value)) {
    return value.map((item, index) => (key === "*" || String(index) === key ? put(item, below, part) : item));
  }
  const members: Readonly<Record<string, unknown>> = Object(value);
  return { ...members, [key]: put(members[key], below, part) };
}
