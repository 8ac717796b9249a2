import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { changeAt, headerOf, readJson, valueAt, withHeader, withJson } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { decodeSegment, splitTarget, withPath } from "./target.ts";
import { type WrongPath, wrongPaths } from "./wrong-paths.ts";

interface ListedPath {
  readonly wrong: WrongPath;
  readonly names: Readonly<Record<string, string>>;
}

/** A path that people are known to call in the place of a published one. */
export const recogniseListedPath: Recogniser = ({ request, operation, contract }) => {
  // A method in small letters is all that is wrong there.
  const inCapitals = findOperation(contract, request.method.toUpperCase(), splitTarget(request.path).path);
  if (operation !== undefined || inCapitals.kind === "found") return [];
  const listed = findListedPath(request);
  if (listed === undefined) return [];
  const { wrong, names } = listed;
  const { path } = splitTarget(request.path);
  const place = findOperation(contract, request.method, path).kind === "wrong-method" ? "method" : "path";
  const method = wrong.to.method ?? request.method;
  const to = `${method} ${fill(wrong.to.path, names)}`;
  const moved = wrong.intoBody === undefined ? "" : `; ${wrong.intoBody} moved from the path into the body`;
  return [
    {
      problem: {
        check: "match",
        in: place,
        pointer: path,
        rule: "unpublished-path",
        expected: to,
        found: `${request.method.slice(0, 40)} ${path}`,
        suggestion: `${wrong.why} Call ${to}.`,
      },
      explains: { in: place, pointer: "" },
      fix: followTable,
      change: `${request.method} ${path} -> ${to}${moved}`,
    },
  ];
};

function followTable(request: DiagnosedRequest): DiagnosedRequest {
  const listed = findListedPath(request);
  if (listed === undefined) return request;
  const { wrong, names } = listed;
  const moved = { ...withPath(request, fill(wrong.to.path, names)), method: wrong.to.method ?? request.method };
  const id = wrong.intoBody === undefined ? undefined : names[wrong.intoBody];
  return wrong.intoBody === undefined || id === undefined
    ? moved
    : withProperty(moved, wrong.intoBody, decodeSegment(id));
}

/** The request with a property of its JSON body; one that is there stays as it is. */
function withProperty(request: DiagnosedRequest, name: string, value: string): DiagnosedRequest {
  if (request.body.length === 0) {
    const typed =
      headerOf(request, "content-type") === undefined
        ? withHeader(request, "Content-Type", "application/json")
        : request;
    return withJson(typed, { [name]: value });
  }
  const read = readJson(request);
  if (read.kind === "text" || valueAt(read.value, [name]) !== undefined) return request;
  return withJson(
    request,
    changeAt(read.value, [name], () => value),
  );
}

function findListedPath({ method, path: target }: DiagnosedRequest): ListedPath | undefined {
  const { path } = splitTarget(target);
  // So long a path is in no table.
  if (path.length > 500) return undefined;
  for (const wrong of wrongPaths) {
    if (wrong.method !== undefined && wrong.method !== method.toUpperCase()) continue;
    const names = matchNames(wrong.path, path);
    if (names !== undefined) return { wrong, names };
  }
  return undefined;
}

function matchNames(template: string, path: string): Record<string, string> | undefined {
  const [expected, found] = [template.split("/"), path.split("/")];
  if (expected.length !== found.length) return undefined;
  const names: Record<string, string> = {};
  for (const [position, part] of expected.entries()) {
    const segment = found[position] ?? "";
    if (part.startsWith("{") && segment !== "") names[part.slice(1, -1)] = segment;
    else if (part !== segment.toLowerCase()) return undefined;
  }
  return names;
}

function fill(template: string, names: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (text, name: string) => names[name] ?? text);
}
