import type { Contract } from "#mock-server/contract/contract.ts";
import type { ContractName, ContractTable } from "#mock-server/contract/index.ts";
import type { Settings } from "#mock-server/contract/settings.ts";
import { createMock } from "#mock-server/mock.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { type ServedCall, serveCall } from "#mock-server/pipeline.ts";
import { respond } from "#mock-server/respond/respond.ts";
import { assumeEntities } from "./assume-entities.ts";
import { assumeToken, withPlaceholderToken } from "./assume-token.ts";
import type { Assumptions } from "./assumptions.ts";
import type { DiagnosedRequest, Diagnosis } from "./diagnosis.ts";
import { recordMisses } from "./record-misses.ts";
import { toIncomingCall } from "./to-incoming-call.ts";

/** What requests are tried in: never the org itself, always a copy that is thrown away. */
export interface TrialRoom {
  readonly contracts: ContractTable;
  readonly org: OrgData;
  readonly settings?: Settings;
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  readonly lenient?: Assumptions;
}

/** What the mock says of a request. */
export interface Trial {
  readonly accepted: boolean;
  readonly contract: Contract;
  readonly answer: Diagnosis["answer"];
  readonly served: ServedCall;
  /** The copy of the org, with what was assumed. What the request changed is in it, too. */
  readonly org: Org;
  readonly assumed: readonly string[];
}

// Each round adds what the one before missed: a flow, then the user of its body.
const mostRounds = 4;

/** Tries a request on a copy of the org. Nothing it does is kept. */
export async function tryRequest(
  request: DiagnosedRequest,
  { name, room, mended }: { readonly name: ContractName; readonly room: TrialRoom; readonly mended: boolean },
): Promise<Trial> {
  const contract = room.contracts.get(name);
  // A token that a fix has put there is valid in any case, and nothing has to be assumed of it.
  const token = mended
    ? { data: withPlaceholderToken(room.org), assumed: [] }
    : assumeToken(request, { data: room.org, assumptions: room.lenient, contract });
  let { data } = token;
  const assumed: string[] = [...token.assumed];
  for (let round = 1; ; round += 1) {
    const { trial, misses } = await serve(request, { name, room, data });
    const found = round < mostRounds && !trial.accepted ? assumeEntities(request, { data, misses, room }) : undefined;
    if (found === undefined || found.assumed.length === 0) return { ...trial, assumed };
    data = found.data;
    assumed.push(...found.assumed);
  }
}

async function serve(
  request: DiagnosedRequest,
  { name, room, data }: { readonly name: ContractName; readonly room: TrialRoom; readonly data: OrgData },
): Promise<{ readonly trial: Omit<Trial, "assumed">; readonly misses: ReturnType<typeof recordMisses>["misses"] }> {
  const { contracts, settings: given, now } = room;
  const mock = createMock({
    contract: name,
    contracts,
    org: data,
    realNow: () => now,
    ...(given ? { settings: given } : {}),
  });
  const { contract, settings } = mock.contract(name);
  const { org, misses } = recordMisses(mock.org());
  const call = toIncomingCall(request, Number(settings["requestBytesMax"]));
  const served = await serveCall(call, {
    contract,
    settings,
    org,
    takeFault: () => undefined,
    countCall: () => undefined,
  });
  const { outcome, operation } = served;
  const to = {
    contract,
    settings,
    correlationId: call.correlationId,
    ...(operation === undefined ? {} : { operation }),
  };
  const { status, body } = respond(outcome, to);
  const answer = { status, ...(outcome.kind === "refused" ? readRefusal(body) : {}) };
  return { trial: { accepted: outcome.kind !== "refused", contract, answer, served, org: mock.org() }, misses };
}

/** Code and message of an error body in any of its shapes. */
function readRefusal(text: string): { code?: string; message?: string } {
  if (text === "") return {};
  const body: unknown = JSON.parse(text);
  const fields = new Map<string, unknown>(typeof body === "object" && body !== null ? Object.entries(body) : []);
  const [code, message] = [
    fields.get("code") ?? fields.get("error"),
    fields.get("message") ?? fields.get("description"),
  ];
  return {
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof message === "string" ? { message } : {}),
  };
}
