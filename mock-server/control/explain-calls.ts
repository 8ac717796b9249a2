import { type ContractName, isContractName } from "#mock-server/contract/index.ts";
import { asFields } from "#mock-server/contract/read-fields.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { ok } from "./control-answer.ts";
import type { ControlCall } from "./control-call.ts";
import { diagnoseCall, showDiagnosis } from "./diagnose-call.ts";
import { withBody, withoutMistakes } from "./take-body.ts";

interface ExplainOrder {
  readonly method: string;
  /** Path and query, or a whole address. */
  readonly path: string;
  /** By name, or a list of `[name, value]`. */
  readonly headers?: unknown;
  /** A text goes as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly contract?: ContractName;
}

/** The calls that are about diagnoses. */
export const explainCalls: readonly ControlCall[] = [
  {
    method: "post",
    path: "/explain",
    summary: "Diagnose a request without executing it: method, path, headers, body, contract",
    call: async ({ mock, body }) =>
      withBody<ExplainOrder>("explain", body, (order) =>
        withoutMistakes<ExplainOrder>(findHeaderMistakes(order.headers), order, async () => {
          const request = toRequest(order);
          const diagnosis = await diagnoseCall(mock, request, order.contract ?? mock.defaultContract);
          return ok(await showDiagnosis(mock, diagnosis, request));
        }),
      ),
  },
];

function findHeaderMistakes(headers: unknown): string[] {
  if (headers === undefined) return [];
  const lines = headerLines(headers);
  if (lines.every(([, value]) => typeof value === "string") && (asFields(headers) ?? Array.isArray(headers))) return [];
  return ["/headers: expected an object of texts, or a list of [name, value], both texts"];
}

function headerLines(headers: unknown): readonly (readonly [unknown, unknown])[] {
  if (!Array.isArray(headers)) return Object.entries(asFields(headers) ?? {});
  return headers.map((line) =>
    Array.isArray(line) && line.length === 2 && typeof line[0] === "string" ? [line[0], line[1]] : ["", undefined],
  );
}

function toRequest({ method, path: target, headers, body }: ExplainOrder): DiagnosedRequest {
  const [, origin, rest] = /^(https?:\/\/[^/?#]*)(.*)$/is.exec(target) ?? [];
  const path = rest === undefined ? target : rest.startsWith("/") ? rest : `/${rest}`;
  const lines = headerLines(headers).map(([name, value]) => [String(name), String(value)] as const);
  // Who gives the body as JSON does not mean to leave its type out.
  const isTyped =
    body === undefined || typeof body === "string" || lines.some(([name]) => /^content-type$/i.test(name));
  return {
    method: method.toUpperCase(),
    path,
    ...(origin === undefined ? {} : { origin }),
    headers: isTyped ? lines : [...lines, ["Content-Type", "application/json"]],
    body: Buffer.from(typeof body === "string" ? body : (JSON.stringify(body) ?? "")),
  };
}

/** The contract that an exchange was served under, as its log names it. */
export function contractOf(name: string, otherwise: ContractName): ContractName {
  return isContractName(name) ? name : otherwise;
}
