import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { splitTarget } from "#mock-server/receive/recognise/target.ts";
import { withIdAt } from "./id-places.ts";

/** A version in the path that the flow does not have, with those that it has. */
export const recogniseVersionInPath: Recogniser = async ({ request, contract, operation, served, org }) => {
  const { outcome } = served;
  const isUnknown =
    outcome.kind === "refused" &&
    outcome.fault.problems.some(({ rule, field }) => rule === "flow-version" && field === "versionId");
  const found = findOperation(contract, request.method, splitTarget(request.path).path);
  if (!isUnknown || operation === undefined || found.kind !== "found") return [];
  const { flowId = "", versionId = "" } = found.pathParameters;
  const flow = await org.flows.get(flowId);
  if (flow === undefined || flow.neverSaved === true) return [];
  const count = Number.parseInt(flow.version, 10);
  const written = Number.parseInt(/^\s*v?\.?\s*(\d{1,9})/i.exec(versionId)?.[1] ?? "", 10);
  const right = written >= 1 && written <= count ? `${written}.0` : flow.version;
  return [
    {
      problem: {
        check: "domain",
        in: "path",
        pointer: "versionId",
        rule: "unknown-version",
        expected: `a version of the flow: ${count === 1 ? "1.0" : `1.0 to ${flow.version}`}`,
        found: JSON.stringify(versionId.slice(0, 60)),
        suggestion: `Ask for ${right}; GET /api/v2/flows/{flowId}/versions lists them.`,
      },
      explains: { in: "path", pointer: "versionId" },
      fix: (other) => withIdAt(other, { in: "path", pointer: "versionId" }, { id: right, template: operation.path }),
      change: `path versionId: ${versionId.slice(0, 60)} -> ${right}`,
    },
  ];
};
