import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { splitTarget } from "./target.ts";

/** Methods that are meant in the place of others, the likeliest first. */
const meant: Readonly<Record<string, readonly string[]>> = {
  PUT: ["PATCH", "POST"],
  PATCH: ["PUT", "POST"],
  POST: ["PATCH", "PUT"],
  HEAD: ["GET"],
  DELETE: ["DELETE", "POST"],
};

/** A path that exists, with another method; a method in small letters is another one (RFC 9110, 9.1). */
export const recogniseWrongMethod: Recogniser = ({ request, contract }) => {
  const { path } = splitTarget(request.path);
  const found = findOperation(contract, request.method, path);
  if (found.kind !== "wrong-method") return [];
  const { allowed } = found;
  const sent = request.method.toUpperCase();
  const isCase = sent !== request.method && allowed.includes(sent);
  // A body says that something is to be made or changed.
  const byBody = request.body.length > 0 ? ["POST", "PATCH", "PUT"] : ["GET"];
  const order = [sent, ...(meant[sent] ?? []), ...byBody, ...allowed];
  const right = order.find((method) => allowed.includes(method)) ?? sent;
  return [
    {
      problem: {
        check: "match",
        in: "method",
        pointer: path.slice(0, 200),
        rule: isCase ? "letter-case-of-method" : "wrong-method",
        expected: allowed.join(" or "),
        found: request.method.slice(0, 40),
        suggestion: isCase ? "Write the method in capital letters." : `Send ${right} ${path.slice(0, 200)}.`,
      },
      explains: { in: "method", pointer: "" },
      fix: (other) => (splitTarget(other.path).path === path ? { ...other, method: right } : other),
      change: `${request.method.slice(0, 40)} -> ${right}`,
    },
  ];
};
