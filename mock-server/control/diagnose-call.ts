import type { ContractName } from "#mock-server/contract/index.ts";
import type { DiagnosedRequest, Diagnosis } from "#mock-server/diagnose/diagnosis.ts";
import type { DiagnosisJson } from "#mock-server/diagnose/diagnosis-json.ts";
import type { Mock } from "#mock-server/mock.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import type { LoggedExchange } from "./exchange-log.ts";
import { createOrgRedactor, maskNamedFields } from "./redact-exchange.ts";

/** Diagnoses a request on a copy of the mock's org, at the time of its clock. */
export async function diagnoseCall(mock: Mock, request: DiagnosedRequest, contract: ContractName): Promise<Diagnosis> {
  // A server that is never asked for a diagnosis does not load what makes one.
  const { diagnoseRequest } = await import("#mock-server/diagnose/diagnose-request.ts");
  const { contracts, settings } = mock.options;
  return diagnoseRequest(request, {
    contract,
    contracts: contracts ?? { get: (name) => mock.contract(name).contract },
    org: await readOrgData(mock.org()),
    now: mock.clock.now(),
    ...(settings === undefined ? {} : { settings }),
  });
}

/** What a reader has to know where a call was answered otherwise than it would be now, by itself. */
export function hintsOn({ response }: LoggedExchange, { answer }: Diagnosis): readonly string[] {
  if (response.status === answer.status) return [];
  return [
    `It was answered ${response.status}, and would now be answered ${answer.status}: an ordered fault or a rate limit stood before the checks, or the org has changed since.`,
  ];
}

/** A diagnosis as the control plane shows it: in JSON and as text, without any token or secret of the org or the request. */
export async function showDiagnosis(
  mock: Mock,
  diagnosis: Diagnosis,
  request: DiagnosedRequest,
): Promise<DiagnosisJson & { readonly cause: string; readonly text: string }> {
  const { toDiagnosisJson } = await import("#mock-server/diagnose/diagnosis-json.ts");
  const { causeOf, formatDiagnosis } = await import("#mock-server/diagnose/format-diagnosis.ts");
  const { learnSecrets } = await import("#mock-server/diagnose/learn-secrets.ts");
  const redactor = await createOrgRedactor(mock.org());
  learnSecrets(redactor, request);
  const redact = (text: string) => maskNamedFields(redactor.redact(text));
  const shown = { cause: causeOf(diagnosis), ...toDiagnosisJson(diagnosis), text: formatDiagnosis(diagnosis) };
  return redactTexts(shown, redact);
}

function redactTexts<Value>(value: Value, redact: (text: string) => string): Value {
  // Only texts change, so that the value keeps its type.
  return redactAny(value, redact) as Value;
}

function redactAny(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactAny(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      redact(name),
      secretNames.test(name) && typeof item === "string" ? "<redacted>" : redactAny(item, redact),
    ]),
  );
}

/** Fields of a corrected body whose values are secrets whoever made them up. */
const secretNames = /^(?:access_token|refresh_token|client_secret|code_verifier|password)$/;
