import type { Contract } from "#mock-server/contract/contract.ts";
import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { targetSlips } from "./mend-target.ts";
import { findNearestPath, isSlip } from "./nearest-path.ts";
import { splitTarget } from "./target.ts";

// So long a target is nobody's slip, and looking through it would take long.
const longest = 2000;

interface MendedTarget {
  readonly target: string;
  readonly rule: string;
  readonly found: string;
  readonly suggestion: string;
}

/** A path that the contract does not have: a slip in how it is written, or in one of its words. */
export const recogniseWrongPath: Recogniser = ({ request, contract }) => {
  const { path } = splitTarget(request.path);
  if (isKnown(contract, request.method, path)) return [];
  const mended = mendTarget(contract, request.method, request.path);
  const problem = { check: "match", in: "path", pointer: path.slice(0, 200) } as const;
  if (mended === undefined) return [unknown(problem, contract, request)];
  const right = splitTarget(mended.target).path;
  return [
    {
      problem: { ...problem, rule: mended.rule, expected: right, found: mended.found, suggestion: mended.suggestion },
      explains: { in: "path", pointer: "" },
      fix(other) {
        const to = mendTarget(contract, other.method, other.path);
        return to === undefined || isKnown(contract, other.method, splitTarget(other.path).path)
          ? other
          : { ...other, path: to.target };
      },
      change: `${path.slice(0, 200)} -> ${right.slice(0, 200)}`,
    },
  ];
};

/** Slips are mended one after the other, since a path can have several; what is left can be a slip in a word. */
function mendTarget(contract: Contract, method: string, sent: string): MendedTarget | undefined {
  if (sent.length > longest) return undefined;
  let target = sent;
  for (const { mend, ...slip } of targetSlips) {
    const mended = mend(target);
    if (mended === target) continue;
    target = mended;
    if (isKnown(contract, method, splitTarget(target).path)) return { target, ...slip };
  }
  for (const candidate of [target, sent]) {
    const { path, query } = splitTarget(candidate);
    const near = findNearestPath(contract, { method, path });
    if (near === undefined || !isSlip(near)) continue;
    return {
      target: query === "" ? near.path : `${near.path}?${query}`,
      rule: near.path.toLowerCase() === path.toLowerCase() ? "letter-case-of-path" : "misspelt-path",
      found: splitTarget(sent).path.slice(0, 200),
      suggestion: `Call ${near.template}.`,
    };
  }
  return undefined;
}

/** Nothing that could be meant: the nearest path is named, and it is not taken for the one that was wanted. */
function unknown(
  problem: Pick<Finding["problem"], "check" | "in" | "pointer">,
  contract: Contract,
  { method }: DiagnosedRequest,
): Finding {
  const near = findNearestPath(contract, { method, path: problem.pointer });
  const nearest = near === undefined ? "" : ` The nearest of them is ${near.template}.`;
  return {
    problem: {
      ...problem,
      rule: "unknown-path",
      expected: `one of the ${new Set(contract.operations.map((operation) => operation.path)).size} paths of the contract`,
      found: problem.pointer.slice(0, 200),
      suggestion: `The mock does not serve this path; docs/coverage.md lists those that it serves.${nearest}`,
    },
    explains: { in: "path", pointer: "" },
  };
}

function isKnown(contract: Contract, method: string, path: string): boolean {
  return findOperation(contract, method, path).kind !== "unknown-path";
}
