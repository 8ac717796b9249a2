import { createContractTable } from "#mock-server/contract/index.ts";
import { type DiagnoseOptions, diagnoseRequest } from "#mock-server/diagnose/diagnose-request.ts";
import type { DiagnosedRequest, Diagnosis } from "#mock-server/diagnose/diagnosis.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { testTime } from "./a-mock.ts";

const contracts = createContractTable();
const org = seedMock(1, contracts);

/** The launch of a flow with a valid token, but for what is given; a body that is no text or bytes is sent as JSON. */
export function aLaunch(body: unknown, parts: Partial<Omit<DiagnosedRequest, "body">> = {}): DiagnosedRequest {
  const isRaw = typeof body === "string" || Buffer.isBuffer(body);
  return {
    method: "POST",
    path: "/api/v2/flows/executions",
    headers: [
      ["Authorization", `Bearer ${knownTokens.fullAccess}`],
      ["Content-Type", "application/json"],
    ],
    ...parts,
    body: Buffer.from(isRaw ? body : JSON.stringify(body)),
  };
}

/** What the engine says of a request in the default org, at `testTime`, under `published` and without assumptions. */
export function diagnose(request: DiagnosedRequest, options: Partial<DiagnoseOptions> = {}): Promise<Diagnosis> {
  return diagnoseRequest(request, { contract: "published", contracts, org, now: Date.parse(testTime), ...options });
}

/** The body of the corrected request, where it is JSON. */
export function correctedBody({ corrected }: Diagnosis): unknown {
  return corrected === undefined ? undefined : JSON.parse(corrected.body.toString("utf8"));
}
