import type { ReadRequest } from "#explain/read/reading.ts";
import { createContractFacts } from "#harness/contract/create-contract-facts.ts";
import type { Leg } from "#harness/run/run-event.ts";
import { asRecord } from "#harness/scenario/document/document-value.ts";
import { effects } from "#harness/scenario/scenario.ts";
import { type ContractTable, contractNames } from "#mock-server/contract/index.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { askMock } from "./ask-mock.ts";
import { draftRequest } from "./draft-request.ts";
import { formatScenario } from "./format-scenario.ts";
import { givenIds } from "./given-ids.ts";
import type { Report } from "./read-report.ts";
import type { DraftRequest, ScenarioDraft } from "./scenario-draft.ts";

/** What a scenario is made of. */
export interface ScenarioSeed {
  readonly requests: readonly ReadRequest[];
  readonly report?: Report;
  readonly id?: string;
  readonly contracts: ContractTable;
  readonly org: OrgData;
  readonly seed: number;
}

export type MadeScenario =
  | { readonly kind: "scenario"; readonly id: string; readonly draft: ScenarioDraft; readonly answers: string }
  | { readonly kind: "problem"; readonly message: string };

/** Makes a scenario that reproduces requests. What is expected is what the mock answers, found out by running it. */
export async function makeScenario(seed: ScenarioSeed): Promise<MadeScenario> {
  const requests: DraftRequest[] = [];
  for (const { request } of seed.requests) {
    const drafted = draftRequest(request);
    if (typeof drafted === "string")
      return { kind: "problem", message: `${request.method} ${request.path}: ${drafted}` };
    requests.push(drafted);
  }
  // Until the mock was asked, any answer will do.
  const open = draftScenario(seed, { requests, expect: { status: { $greaterThan: 0 } } });
  const asked = await askMock(formatScenario(open), seed.seed);
  if (asked.kind === "problem") return asked;
  const answers = asked.legs.flatMap(answerOf);
  const draft = draftScenario(seed, { requests, expect: expectationOf(answers) });
  const checked = await askMock(formatScenario(draft), seed.seed);
  if (checked.kind === "problem") return checked;
  if (!checked.passed)
    return { kind: "problem", message: "the mock answers otherwise each time, so nothing can be expected of it" };
  const words = answers.map(
    ({ contract, status, code }) => `${contract}: ${status}${code === undefined ? "" : ` ${code}`}`,
  );
  return { kind: "scenario", id: draft.id, draft, answers: words.join(", ") };
}

function draftScenario(
  { requests: read, report, id, contracts, org }: ScenarioSeed,
  { requests, expect }: { readonly requests: readonly DraftRequest[]; readonly expect: unknown },
): ScenarioDraft {
  const facts = createContractFacts(contracts.get("published"));
  const levels = requests.map(({ method, path }) => effects.indexOf(facts.effectOf(method, path).effect));
  const answered = read.at(-1)?.answered;
  const isGone = answered?.status === 404 || answered?.status === 410;
  const given = isGone ? undefined : givenIds(requests, org);
  const [only, ...others] = requests;
  const reported =
    report === undefined ? answered && { status: answered.status, ...bodyOf(answered.body) } : report.reported;
  const claims = report?.claims.map((claim) => ({ ...claim, undecided: "no experiment has been written for it yet" }));
  return {
    id: id ?? (report === undefined ? nameOf(requests, answered?.status) : `reported-${report.id}`),
    title: report?.title ?? titleOf(requests, answered?.status),
    ...(report === undefined ? {} : { report: report.id }),
    contract: contractNames,
    effect: effects[Math.max(...levels)] ?? "writes",
    ...(given === undefined ? {} : { given }),
    client: only !== undefined && others.length === 0 ? { request: only } : { requests },
    expect,
    ...(reported === undefined ? {} : { reported }),
    ...(claims === undefined || claims.length === 0 ? {} : { claims }),
  };
}

interface Answer {
  readonly contract: string;
  readonly status: number;
  readonly code?: unknown;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The last answer of a leg: its status, and the code of a refusal, which OAuth calls `error`. */
function answerOf({ contract, exchanges }: Leg): readonly Answer[] {
  const response = exchanges.at(-1)?.response;
  if (response === undefined) return [];
  const { status } = response;
  if (status < 400) return [{ contract, status }];
  const { code, error } = asRecord(parse(response.body.toString("utf8")));
  if (typeof code === "string") return [{ contract, status, code, body: { code } }];
  return [{ contract, status, ...(typeof error === "string" ? { code: error, body: { error } } : {}) }];
}

function expectationOf(answers: readonly Answer[]): unknown {
  const byContract = answers.map(
    ({ contract, status, body }) => [contract, { status, ...(body && { body }) }] as const,
  );
  const distinct = new Set(byContract.map(([, expected]) => JSON.stringify(expected)));
  return distinct.size === 1 ? byContract[0]?.[1] : Object.fromEntries(byContract);
}

function bodyOf(body: string | undefined): { readonly body?: unknown } {
  return body === undefined || body === "" ? {} : { body: parse(body) ?? body };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `post-flows-executions-400` */
function nameOf(requests: readonly DraftRequest[], status: number | undefined): string {
  const { method = "GET", path = "" } = requests.at(-1) ?? {};
  const words = path.replace(/[?].*$/, "").replace(/^\/api\/v\d+/, "");
  const text = `${method}${words}-${status ?? ""}`.toLowerCase();
  return text
    .replaceAll(/[^a-z\d]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 80);
}

function titleOf(requests: readonly DraftRequest[], status: number | undefined): string {
  const { method = "GET", path = "" } = requests.at(-1) ?? {};
  return `${method} ${path.replaceAll("${", () => "$${")}${status === undefined ? "" : ` was answered ${status}`}`;
}
