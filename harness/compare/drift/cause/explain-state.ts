import type { DriftCause } from "#harness/compare/drift/drift.ts";
import type { Answer } from "#harness/compare/drift/read-answer.ts";
import { isRecord } from "#harness/compare/json.ts";
import { stateOf } from "#harness/compare/state-of.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { cutText } from "#redact/cut-text.ts";
import type { CauseContext } from "./cause-context.ts";
import { adviseBinding, nameSuspects, type Suspect, suspectBindings } from "./suspect-bindings.ts";

/**
 * Which value that the run was given names something in the wrong state, where the mock accepts the call: the real API shows it in
 * another state than the value is for, or refuses it for its state. Undefined where its answer does not say so.
 */
export function explainState(
  answer: Answer,
  call: Exchange,
  { bindings }: Pick<CauseContext, "bindings">,
): DriftCause | undefined {
  if (answer.status < 300) return explainShown(answer, call, bindings);
  const refused = stateRefused(answer);
  if (refused === undefined) return undefined;
  const suspects = suspectBindings(answer, call, { bindings }).filter((suspect) => canBe(suspect, refused));
  return suspects.length === 0 ? undefined : wrongState(suspects, `${refused.state} in the real org (${said(answer)})`);
}

/** A thing that was read by its id shows its state. */
function explainShown(
  { body }: Answer,
  { request }: Exchange,
  bindings: CauseContext["bindings"],
): DriftCause | undefined {
  if (request.method !== "GET" || body.kind !== "json" || !isRecord(body.value)) return undefined;
  const id = body.value["id"];
  const binding = typeof id === "string" ? bindings.get(id) : undefined;
  const state = stateOf(body.value, request.path);
  if (typeof id !== "string" || binding?.state === undefined || state === undefined || state === binding.state) {
    return undefined;
  }
  return wrongState([{ value: id, binding }], `${cutText(state, 40)} in the real org`);
}

function wrongState(suspects: readonly Suspect[], state: string): DriftCause {
  return {
    kind: "binding",
    reason: `${nameSuspects(suspects)} names something that is ${state}`,
    advice: adviseBinding(suspects),
  };
}

interface RefusedState {
  readonly state: string;
  /** Its opposite, the state that a value is for that can be to blame. */
  readonly insteadOf?: string;
  readonly code: RegExp;
}

const deleted: RefusedState = { state: "deleted", code: /\bdeleted\b/ };

/** The states that a thing can be refused for, by the codes of the refusals; `architect.flow.version.missing` is one of them. */
const refusedStates: readonly RefusedState[] = [
  deleted,
  { state: "unpublished", insteadOf: "published", code: /version\.missing|(?:un|not\.)published/ },
  { state: "inactive", insteadOf: "active", code: /inactive|not\.active/ },
];

function stateRefused(answer: Answer): RefusedState | undefined {
  if (answer.status >= 500) return undefined;
  const said = codeOf(answer).toLowerCase();
  return answer.status === 410 ? deleted : refusedStates.find(({ code }) => code.test(said));
}

function canBe({ binding }: Suspect, { state, insteadOf }: RefusedState): boolean {
  if (binding.state === undefined) return true;
  return insteadOf === undefined ? binding.state !== state : binding.state === insteadOf;
}

function said(answer: Answer): string {
  return [answer.status, codeOf(answer)].join(" ").trimEnd();
}

function codeOf({ body }: Answer): string {
  const code = body.kind === "json" && isRecord(body.value) ? body.value["code"] : undefined;
  return typeof code === "string" ? cutText(code, 100) : "";
}
