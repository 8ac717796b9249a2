import { formatCurl } from "#curl/format-curl.ts";
import { type ContractName, type ContractTable, contractNames } from "#mock-server/contract/index.ts";
import type { Settings } from "#mock-server/contract/settings.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { assumeInputNames } from "./assume-input-names.ts";
import { type Assumptions, isStandIn } from "./assumptions.ts";
import { baseUrlOf } from "./base-url-of.ts";
import type { DiagnosedRequest, Diagnosis } from "./diagnosis.ts";
import { listChecks } from "./list-checks.ts";
import { headerOf, placeholderToken, withHeader } from "./mend-request.ts";
import { type RepairPlace, repair, type Step, shorten } from "./repair.ts";
import { type Trial, type TrialRoom, tryRequest } from "./try-request.ts";
import { withoutNoise } from "./without-noise.ts";

export interface DiagnoseOptions {
  readonly contract: ContractName;
  readonly contracts: ContractTable;
  /** Copied for every trial, never changed. */
  readonly org: OrgData;
  readonly settings?: Settings;
  /** Milliseconds since 1970, UTC, of the org's clock; default the machine's. */
  readonly now?: number;
  /** What is taken for granted; absent means nothing: tokens and ids are those of the org. */
  readonly lenient?: Assumptions;
}

/**
 * Says why a request is refused, or that it is not, with the request nearest to it that this mock accepts. Nothing is sent, and
 * nothing that is tried is kept. Never rejects on what a client sent.
 */
export async function diagnoseRequest(request: DiagnosedRequest, options: DiagnoseOptions): Promise<Diagnosis> {
  const { contract: name, contracts, org, settings, lenient } = options;
  const room: TrialRoom = {
    contracts,
    org,
    now: options.now ?? Date.now(),
    ...(settings === undefined ? {} : { settings }),
    ...(lenient === undefined ? {} : { lenient }),
  };
  const place: RepairPlace = { name, room };
  const trial = await tryRequest(request, { ...place, mended: false });
  const { problems, mended } = await repair(request, trial, place);
  const accepted = trial.accepted && problems.length === 0;
  const corrected = accepted || mended === undefined ? undefined : await shorten(request, mended.steps, place);
  const assumed = [
    ...trial.assumed,
    ...(corrected === undefined ? [] : ((corrected.trial ?? mended?.trial)?.assumed ?? [])),
    ...(lenient === undefined ? [] : assumeInputNames(corrected?.request ?? request, org)),
  ];
  return {
    accepted,
    contract: name,
    answer: trial.answer,
    assumed: [...new Set(assumed)],
    checks: listChecks(trial),
    problems: corrected === undefined ? problems : withoutConsequences(problems, corrected.steps),
    ...(corrected === undefined ? {} : { corrected: corrected.request }),
    changes: corrected?.steps.map(({ change }) => change) ?? [],
    ...(corrected === undefined
      ? {}
      : {
          curl: formatCurl(
            withoutNoise(withShownToken(corrected.request)),
            baseUrlOf(corrected.request, trial.contract),
            {
              exact: false,
            },
          ),
        }),
    verdicts: await askEveryContract(request, { room, known: { name, trial }, isRight: accepted || !trial.accepted }),
  };
}

/** In a curl line the variable stands in place of the token; what only stood for one, with its brackets, has to go whole. */
function withShownToken(request: DiagnosedRequest): DiagnosedRequest {
  const token = /^bearer\s+(.+)$/is.exec(headerOf(request, "authorization")?.trim() ?? "")?.[1];
  if (token === undefined || !isStandIn(token)) return request;
  return withHeader(request, "Authorization", `Bearer ${placeholderToken}`);
}

/** A value that is missing only because it stands under another name is no problem of its own: nothing had to be added. */
function withoutConsequences(problems: Diagnosis["problems"], needed: readonly Step[]): Diagnosis["problems"] {
  const added = new Set(needed.map(({ problem }) => `${problem.rule} ${problem.pointer}`));
  return problems.filter(
    ({ rule, in: place, pointer }) =>
      rule !== "missing-property" || place !== "body" || added.has(`${rule} ${pointer}`),
  );
}

async function askEveryContract(
  request: DiagnosedRequest,
  {
    room,
    known,
    isRight,
  }: {
    readonly room: TrialRoom;
    readonly known: { readonly name: ContractName; readonly trial: Trial };
    /** Whether what no contract looks at, the host, is right. */
    readonly isRight: boolean;
  },
): Promise<Diagnosis["verdicts"]> {
  const verdicts: [ContractName, Diagnosis["verdicts"][ContractName]][] = [];
  for (const name of contractNames) {
    const trial = name === known.name ? known.trial : await tryRequest(request, { name, room, mended: false });
    const { status, code } = trial.answer;
    verdicts.push([name, { accepted: trial.accepted && isRight, status, ...(code === undefined ? {} : { code }) }]);
  }
  // Every name was asked.
  return Object.fromEntries(verdicts) as Diagnosis["verdicts"];
}
