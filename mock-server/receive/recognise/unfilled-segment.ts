import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";
import type { Org } from "#mock-server/org/org.ts";
import { decodeSegment, splitTarget, withPath } from "./target.ts";

/** What stands where a value was to be put in, by the tool or language that leaves it there. */
const leftovers: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "a place for an id in braces, as in OpenAPI", pattern: /^\{[^{}]*\}$/ },
  { what: "a place for an id in double braces, as in Postman", pattern: /^\{\{[^{}]*\}\}$/ },
  { what: "a place for an id with a colon, as in a router", pattern: /^:\w+$/ },
  { what: "a place for an id in angle brackets, as in a manual", pattern: /^<[^<>]*>$/ },
  { what: "a variable that was not put in", pattern: /^(?:\$\{[^{}]*\}|\$\w+|%\w+%|#\{[^{}]*\})$/ },
  { what: "what a program writes where it has no value", pattern: /^(?:undefined|null|none|nil|nan|\[object \w+\])$/i },
];

/** A parameter of the path in whose place its name, or nothing, was sent. */
export const recogniseUnfilledSegment: Recogniser = async ({ request, contract, org }) => {
  const { path } = splitTarget(request.path);
  const found = findOperation(contract, request.method, path);
  if (found.kind !== "found") return [];
  const findings: Finding[] = [];
  for (const [name, value] of Object.entries(found.pathParameters)) {
    const leftover = leftovers.find(({ pattern }) => pattern.test(value));
    if (leftover === undefined) continue;
    const example = await exampleOf(name, org);
    findings.push({
      problem: {
        check: "match",
        in: "path",
        pointer: name,
        rule: "unfilled-parameter",
        expected: `the ${name} itself`,
        found: `${JSON.stringify(value.slice(0, 60))}, ${leftover.what}`,
        suggestion: `Put the ${name} in its place${example === undefined ? "" : `, e.g. ${example}`}.`,
      },
      explains: { in: "path", pointer: name },
      ...(example === undefined
        ? {}
        : {
            fix: (other) => replaceSegment(other, value, example),
            change: `path ${value.slice(0, 60)} -> ${example}`,
          }),
    });
  }
  return findings;
};

/** Something the org has that could have been meant. */
async function exampleOf(name: string, org: Org): Promise<string | undefined> {
  switch (name) {
    case "flowId":
      return (await org.flows.list()).find(({ state }) => state === "published")?.id;
    case "versionId":
      return "1.0";
    case "userId":
    case "subjectId":
      return (await org.users.list()).find(({ state }) => state === "active")?.id;
    case "flowExecutionId":
      return (await org.executions.list())[0]?.id;
    default:
      return undefined;
  }
}

function replaceSegment(request: DiagnosedRequest, from: string, to: string): DiagnosedRequest {
  const segments = splitTarget(request.path).path.split("/");
  const position = segments.findIndex((segment) => decodeSegment(segment) === from);
  return position < 0 ? request : withPath(request, segments.with(position, encodeURIComponent(to)).join("/"));
}
