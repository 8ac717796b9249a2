import type { DiagnosedRequest } from "./diagnosis.ts";
import type { Finding, Recogniser, Subject } from "./recogniser.ts";
import type { Trial } from "./try-request.ts";

/** What every recogniser has to say of a request that was tried, in their order. */
export async function askRecognisers(
  recognisers: readonly Recogniser[],
  { request, trial }: { readonly request: DiagnosedRequest; readonly trial: Trial },
): Promise<readonly Finding[]> {
  const { contract, served, org } = trial;
  const { operation } = served;
  const subject: Subject = { request, contract, served, org, ...(operation === undefined ? {} : { operation }) };
  const findings: Finding[] = [];
  for (const recognise of recognisers) findings.push(...(await recognise(subject)));
  return findings;
}
