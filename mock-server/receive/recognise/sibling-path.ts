import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { findNearestPath } from "./nearest-path.ts";
import { splitTarget, withPath } from "./target.ts";

// With more letters that differ it is an id, or another word.
const mostLetters = 2;

/** A misspelt word that was taken for an id, since a path with an id is the same but for it: `/users/mee`, `/flows/execution`. */
export const recogniseSiblingPath: Recogniser = ({ request, contract, operation, served }) => {
  const { path } = splitTarget(request.path);
  const found = findOperation(contract, request.method, path);
  if (found.kind === "unknown-path") return [];
  const near = findNearestPath(contract, {
    method: request.method,
    path,
    only: { method: request.method, ...(operation === undefined ? {} : { except: operation.path }) },
  });
  if (near === undefined || near.distance > mostLetters || near.path === path || !differsInWord(near, path)) return [];
  const explains = found.kind === "wrong-method" ? ({ in: "method", pointer: "" } as const) : unknownParameter(served);
  if (explains === undefined) return [];
  return [
    {
      problem: {
        check: "match",
        in: explains.in,
        pointer: explains.pointer === "" ? path : explains.pointer,
        rule: "misspelt-path",
        expected: near.path,
        found: path,
        suggestion: `Call ${near.template}.`,
      },
      explains,
      fix: (other) => (splitTarget(other.path).path === path ? withPath(other, near.path) : other),
      change: `${path} -> ${near.path}`,
    },
  ];
};

/** The parameter of the path that stands for nothing the org has. */
function unknownParameter({ outcome }: Parameters<Recogniser>[0]["served"]): Finding["explains"] {
  if (outcome.kind !== "refused") return undefined;
  const problem = outcome.fault.problems.find(({ in: place, check }) => place === "path" && check === "domain");
  return problem === undefined ? undefined : { in: "path", pointer: problem.field };
}

/** Whether what differs is a word of the path, and not what it has in the place of a name. */
function differsInWord({ template }: { readonly template: string }, path: string): boolean {
  const [expected, found] = [template.split("/"), path.split("/")];
  return expected.some((part, position) => !part.startsWith("{") && part !== found[position]);
}
