import type { DriftCause } from "#harness/compare/drift/drift.ts";
import type { Answer } from "#harness/compare/drift/read-answer.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { CauseContext } from "./cause-context.ts";
import { adviseBinding, nameSuspects, suspectBindings, wordsOf } from "./suspect-bindings.ts";

/**
 * Which value that the run was given names nothing, where the real API answers 404 to a call that the mock accepts. Undefined where
 * the call holds no such value, only those that were found there, those that shall name nothing, or is about a part of the thing
 * that it names: that can be missing by itself.
 */
export function explainMissing(
  answer: Answer,
  call: Exchange,
  { bindings, exchanges, foundThere = new Set() }: Pick<CauseContext, "bindings" | "exchanges" | "foundThere">,
): DriftCause | undefined {
  const cleared = new Set([...foundThere, ...exchanges.flatMap(foundBy)]);
  const suspects = suspectBindings(answer, call, { bindings, cleared }).filter(
    ({ value, binding }) => !gone.has(binding.state) && isAbout(call, { value, answer }),
  );
  if (suspects.length === 0) return undefined;
  return {
    kind: "binding",
    reason: `${nameSuspects(suspects)} names nothing in the real org that the token of the run can see`,
    advice: adviseBinding(suspects),
  };
}

/** States in which a thing is not found, as it should be. */
const gone: ReadonlySet<string | undefined> = new Set(["deleted", "unknown"]);

/** Whether a call is about the thing of this id: its path ends with it, its body holds it, or the answer names it. */
function isAbout(
  { request }: Exchange,
  { value, answer: { body } }: { readonly value: string; readonly answer: Answer },
): boolean {
  if (wordsOf(pathOf(request.path)).at(-1) === value || wordsOf(queryOf(request.path)).includes(value)) return true;
  if (request.body.toString("utf8").includes(value)) return true;
  return (body.kind === "json" ? JSON.stringify(body.value) : body.kind === "text" ? body.text : "").includes(value);
}

/** The ids that a call has shown to be there: of each thing on the path that was answered with what it is. */
export function foundBy({ request, response }: Exchange): readonly string[] {
  return response !== undefined && response.status < 300 ? wordsOf(pathOf(request.path)) : [];
}

function pathOf(path: string): string {
  return path.split("?", 1)[0] ?? "";
}

function queryOf(path: string): string {
  return path.includes("?") ? path.slice(path.indexOf("?") + 1) : "";
}
