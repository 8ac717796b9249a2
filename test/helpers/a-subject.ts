import { type ContractName, createContractTable } from "#mock-server/contract/index.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import type { Finding, Recogniser, Subject } from "#mock-server/diagnose/recogniser.ts";
import { tryRequest } from "#mock-server/diagnose/try-request.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { testTime } from "./a-mock.ts";

const contracts = createContractTable();
const seeded = seedMock(1, contracts);

/** A request in short: what is left out is a token with every right and, with a body, JSON. */
export interface RequestParts {
  readonly method?: string;
  readonly path?: string;
  readonly origin?: string;
  /** Laid over the usual ones; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** A text goes as it is. */
  readonly body?: unknown;
}

/** The request that these parts stand for; a launch unless method and path say something else. */
export function aRequest(parts: RequestParts = {}): DiagnosedRequest {
  const { method = "POST", path = "/api/v2/flows/executions", origin, body } = parts;
  const usual = {
    Authorization: `Bearer ${knownTokens.fullAccess}`,
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
  };
  const headers = Object.entries({ ...usual, ...parts.headers }).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  return { method, path, headers, body: Buffer.from(text), ...(origin === undefined ? {} : { origin }) };
}

/** What a recogniser is asked about a request that was tried on the seeded org, or on that with these collections in it. */
export async function aSubject(
  parts: RequestParts,
  { contract = "published", org = {} }: { readonly contract?: ContractName; readonly org?: Partial<OrgData> } = {},
): Promise<Subject> {
  const request = aRequest(parts);
  const room = { contracts, org: { ...seeded, ...org }, now: Date.parse(testTime) };
  const trial = await tryRequest(request, { name: contract, room, mended: false });
  const { operation } = trial.served;
  return {
    request,
    contract: trial.contract,
    served: trial.served,
    org: trial.org,
    ...(operation === undefined ? {} : { operation }),
  };
}

/** The findings of a recogniser about a request, in short: rule, place and the request as the fix leaves it. */
export async function recognised(
  recognise: Recogniser,
  ...about: Parameters<typeof aSubject>
): Promise<readonly { rule: string; at: string; found: string; fixed: FixedRequest | undefined }[]> {
  const subject = await aSubject(...about);
  const findings: readonly Finding[] = await recognise(subject);
  return findings.map(({ problem, fix }) => ({
    rule: problem.rule,
    at: `${problem.in} ${problem.pointer}`,
    found: problem.found,
    fixed: fix === undefined ? undefined : show(fix(subject.request)),
  }));
}

interface FixedRequest {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function show({ method, path, origin = "", headers, body }: DiagnosedRequest): FixedRequest {
  return { line: `${method} ${origin}${path}`, headers: Object.fromEntries(headers), body: body.toString("utf8") };
}
