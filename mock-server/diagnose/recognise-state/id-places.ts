import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { changeAt, changeJson, keysOf, readJson, valueAt } from "#mock-server/diagnose/mend-request.ts";
import type { Subject } from "#mock-server/diagnose/recogniser.ts";
import type { Problem } from "#mock-server/fault.ts";
import { splitTarget, withPath } from "#mock-server/receive/recognise/target.ts";

/** What an id can be of. */
export type IdKind = "flow" | "user" | "execution" | "subject";

/** A place of a request in which an id stands. */
export interface IdPlace {
  readonly in: "path" | "body";
  /** The name of the parameter, or the JSON pointer. */
  readonly pointer: string;
  readonly kind: IdKind;
  readonly value: string;
  /** What was found wrong with it. */
  readonly problem: Problem;
}

const parameterKinds: Readonly<Record<string, IdKind>> = {
  flowId: "flow",
  userId: "user",
  flowExecutionId: "execution",
  subjectId: "subject",
};

const bodyKinds: Readonly<Record<string, IdKind>> = { "/flowId": "flow", "/initiator/id": "user" };

/** The ids of a request that were found wrong; a place that was not looked at is none. */
export function findIdPlaces({ request, contract, operation, served }: Subject): IdPlace[] {
  if (operation === undefined) return [];
  const { outcome } = served;
  const faults = [
    ...(outcome.kind === "refused" ? [outcome.fault] : []),
    ...served.checks.flatMap(({ result }) => (result.state === "failed" ? [result.fault] : [])),
  ];
  const problems = [...new Set(faults)].flatMap((fault) => fault.problems);
  const found = findOperation(contract, request.method, splitTarget(request.path).path);
  const inPath = found.kind === "found" ? found.pathParameters : {};
  const read = readJson(request);
  const places = new Map<string, IdPlace>();
  for (const problem of problems) {
    const place = placeOf(problem, { inPath, body: read.kind === "json" ? read.value : undefined });
    if (place !== undefined && !places.has(place.pointer)) places.set(place.pointer, place);
  }
  return [...places.values()];
}

function placeOf(
  problem: Problem,
  { inPath, body }: { readonly inPath: Readonly<Record<string, string>>; readonly body: unknown },
): IdPlace | undefined {
  if (problem.in === "path") {
    const kind = parameterKinds[problem.field];
    const value = inPath[problem.field];
    return kind === undefined || value === undefined
      ? undefined
      : { in: "path", pointer: problem.field, kind, value, problem };
  }
  const kind = problem.in === "body" ? bodyKinds[problem.pointer] : undefined;
  const value = kind === undefined ? undefined : valueAt(body, keysOf(problem.pointer));
  if (kind === undefined || typeof value !== "string" || value === "") return undefined;
  return { in: "body", pointer: problem.pointer, kind, value, problem };
}

/** The request with another id at this place. */
export function withIdAt(
  request: DiagnosedRequest,
  place: Pick<IdPlace, "in" | "pointer">,
  { id, template }: { readonly id: string; readonly template: string },
): DiagnosedRequest {
  if (place.in === "body") return changeJson(request, (body) => changeAt(body, keysOf(place.pointer), () => id));
  const position = template.split("/").indexOf(`{${place.pointer}}`);
  const segments = splitTarget(request.path).path.split("/");
  if (position < 0 || segments.length !== template.split("/").length) return request;
  return withPath(request, segments.with(position, encodeURIComponent(id)).join("/"));
}

/** The place as people write it. */
export function nameOf({ in: place, pointer }: Pick<IdPlace, "in" | "pointer">): string {
  return place === "body" ? `body.${keysOf(pointer).join(".")}` : `path ${pointer}`;
}
