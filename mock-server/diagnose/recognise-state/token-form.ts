import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { withBody } from "#mock-server/diagnose/mend-request.ts";
import type { Subject } from "#mock-server/diagnose/recogniser.ts";
import type { Problem } from "#mock-server/fault.ts";
import { splitTarget, withPath } from "#mock-server/receive/recognise/target.ts";

/** Whether it is the operation that gives tokens. */
export function isTokenRequest({ operation }: Pick<Subject, "operation">): boolean {
  return operation?.id === "postOauthToken";
}

/** The first problem of the refusal. */
export function refusalProblem({ served }: Pick<Subject, "served">): Problem | undefined {
  return served.outcome.kind === "refused" ? served.outcome.fault.problems[0] : undefined;
}

/** The fields of a token request, in the body or the query; nothing where the body is JSON. */
export function readForm(request: DiagnosedRequest): URLSearchParams | undefined {
  const text = request.body.toString("utf8");
  if (/^\s*[{["]/.test(text)) return undefined;
  const fields = new URLSearchParams(splitTarget(request.path).query);
  for (const [name, value] of new URLSearchParams(text)) if (!fields.has(name)) fields.append(name, value);
  return fields;
}

/** The request with fields of its form set, or left out where the value is undefined. */
export function withFields(
  request: DiagnosedRequest,
  changes: Readonly<Record<string, string | undefined>>,
): DiagnosedRequest {
  if (readForm(request) === undefined) return request;
  const { path, query } = splitTarget(request.path);
  const inQuery = new URLSearchParams(query);
  const inBody = new URLSearchParams(request.body.toString("utf8"));
  for (const [name, value] of Object.entries(changes)) {
    const fields = inQuery.has(name) ? inQuery : inBody;
    if (value === undefined) fields.delete(name);
    else fields.set(name, value);
  }
  const moved = withPath(request, path, inQuery.toString());
  const body = inBody.toString();
  return body === new URLSearchParams(request.body.toString("utf8")).toString()
    ? moved
    : withBody(moved, Buffer.from(body));
}
