import { isDeepStrictEqual } from "node:util";
import {
  contractsOf,
  isKeyedByContract,
  listClaims,
  listTrials,
  memberOf,
  type Part,
} from "#harness/scenario/document/document-parts.ts";
import { asRecord, childPointer, formatFound, isRecord } from "#harness/scenario/document/document-value.ts";
import type { Finding } from "#harness/scenario/scenario-problem.ts";
import { checkContractKeys } from "./check-expectations.ts";
import { describeTrial, findBase } from "./effective-trial.ts";

/** Checks that each claim is one complete experiment with a pinned verdict per contract. */
export function checkClaims(document: unknown): readonly Finding[] {
  return listClaims(document)
    .filter(({ value }) => isRecord(value))
    .flatMap((claim) => [...checkForm(claim), ...checkVerdicts(claim, document), ...checkExperiment(claim, document)]);
}

const forms = [["control", "variation", "claimed"], ["accepted", "refused"], ["undecided"]] as const;
const formWords = "control, variation and claimed; or accepted and refused; or undecided";

function checkForm(claim: Part): readonly Finding[] {
  const started = forms.filter((form) => form.some((key) => has(claim, key)));
  const [form, other] = started;
  if (form === undefined) {
    const message = `the claim has no experiment and so checks nothing; add ${formWords}`;
    return [{ pointer: claim.pointer, message, needs: forms.flat().map((key) => childPointer(claim.pointer, key)) }];
  }
  if (other !== undefined) {
    const key = other.find((name) => has(claim, name)) ?? other[0];
    const message = `a claim has exactly one form: ${formWords}; "${key}" stands beside "${form.find((name) => has(claim, name))}"`;
    return [{ pointer: childPointer(claim.pointer, key), place: "key", message }];
  }
  const written = form.find((key) => has(claim, key));
  return form
    .filter((key) => !has(claim, key))
    .map((key) => ({
      pointer: childPointer(claim.pointer, String(written)),
      place: "key",
      message: `"${written}" needs "${key}" beside it; add it`,
      needs: [childPointer(claim.pointer, key)],
    }));
}

function checkVerdicts(claim: Part, document: unknown): readonly Finding[] {
  const contracts = contractsOf(document);
  const pointer = childPointer(claim.pointer, "verdicts");
  const verdicts = asRecord(asRecord(claim.value)["verdicts"]);
  const { live: _live, ...ofContracts } = verdicts;
  const strangers = Object.keys(ofContracts).filter((key) => !contracts.some((name) => name === key));
  const findings = isKeyedByContract(ofContracts)
    ? strangers.map((key): Finding => {
        const message = `the scenario is not run under the contract "${key}"; add it to "contract", or remove the verdict`;
        return { pointer: childPointer(pointer, key), place: "key", message, needs: ["/contract"] };
      })
    : [];
  const live = Object.hasOwn(verdicts, "live") ? checkVerdict(claim, "live") : [];
  return [...findings, ...contracts.flatMap((name) => checkVerdict(claim, name)), ...live];
}

function checkVerdict(claim: Part, contract: string): readonly Finding[] {
  const pointer = childPointer(childPointer(claim.pointer, "verdicts"), contract);
  const verdict = asRecord(asRecord(claim.value)["verdicts"])[contract];
  const undecided = has(claim, "undecided");
  if (undecided && verdict !== undefined && verdict !== "undecided") {
    return [{ pointer, message: `a claim that is undecided cannot be pinned to ${formatFound(verdict)}; remove it` }];
  }
  if (!undecided && verdict === "undecided") {
    const message = `an experiment is pinned to holds or refuted; write "undecided: why" instead of the experiment if no request can show it`;
    return [{ pointer, message }];
  }
  if (!undecided && verdict === undefined) {
    const message = `the claim has no pinned verdict for the contract "${contract}"; add "verdicts: { ${contract}: holds }" or refuted`;
    return [{ pointer: claim.pointer, message, needs: [childPointer(claim.pointer, "verdicts"), pointer] }];
  }
  return [];
}

function checkExperiment(claim: Part, document: unknown): readonly Finding[] {
  return [
    ...memberOf(claim, "claimed").flatMap((claimed) => checkClaimed(claimed, document)),
    ...checkBase(claim, document),
    ...checkDifference(claim, document),
  ];
}

/** Each contract has a verdict, so each needs to know the claimed answer. */
function checkClaimed(claimed: Part, document: unknown): readonly Finding[] {
  const missing = isKeyedByContract(claimed.value)
    ? contractsOf(document).filter((contract) => !Object.hasOwn(asRecord(claimed.value), contract))
    : [];
  return [
    ...checkContractKeys(claimed, document),
    ...missing.map((contract): Finding => {
      const message = `the claimed answer for the contract "${contract}" is missing; add it, its verdict needs it`;
      return { pointer: claimed.pointer, place: "key", message };
    }),
  ];
}

function checkBase(claim: Part, document: unknown): readonly Finding[] {
  const bare = listTrials(claim).find(({ value }) => isRecord(value) && !Object.hasOwn(value, "client"));
  if (bare === undefined || findBase(document) !== undefined) {
    return [];
  }
  const message =
    'there is no request that this trial could change; add "base", a client with "request", or a "client" in the trial';
  return [{ pointer: bare.pointer, message, needs: ["/base", "/client", childPointer(bare.pointer, "client")] }];
}

/** Trials of opposite roles must differ, or the experiment cannot tell them apart. */
function checkDifference(claim: Part, document: unknown): readonly Finding[] {
  const trials = listTrials(claim).map((part) => ({ ...part, effective: describeTrial(part.value, document) }));
  const sameAs = (role: string, other: string, message: string): readonly Finding[] =>
    trials
      .filter(
        (trial) =>
          trial.role === role &&
          trials.some(({ role: its, effective }) => its === other && isDeepStrictEqual(effective, trial.effective)),
      )
      .map(({ pointer }) => ({ pointer, message }));
  return [
    ...sameAs(
      "variation",
      "control",
      "the control and the variation are the same request: nothing varies; change one thing",
    ),
    ...sameAs("refused", "accepted", "the same request is listed as accepted and as refused; keep one of the two"),
  ];
}

function has({ value }: Part, key: string): boolean {
  return Object.hasOwn(asRecord(value), key);
}
