import { asFields } from "#mock-server/contract/read-fields.ts";
import { changeAt, changeJson, keysOf, moveAt, readJson, valueAt } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf, placeName } from "./body-problem.ts";
import { nearestName } from "./nearest-name.ts";

/**
 * Inputs under another name than the flow's input schema declares: without `Flow.`, in another case, or a slip of it. The
 * names are `Flow.<variable>` (ARCH: input schemas; WFJS: a working client's call).
 */
export const inputNames: Recogniser = async (subject) => {
  const read = readJson(subject.request);
  if (read.kind === "text") return [];
  const flowId = valueAt(read.value, ["flowId"]);
  const flow = typeof flowId === "string" ? await subject.org.flows.get(flowId) : undefined;
  const names = Object.keys(asFields(flow?.inputSchema?.["properties"]) ?? {});
  const taken = new Set<string>();
  return bodyProblemsOf(subject)
    .filter(
      ({ check, rule, pointer }) =>
        check === "domain" && rule === "unknown-property" && pointer.startsWith("/inputData/"),
    )
    .slice(0, 20)
    .map(({ pointer, expected }) => {
      const keys = keysOf(pointer);
      const written = keys.at(-1) ?? "";
      const meant = keys.length === 2 ? meantInput(written, names) : undefined;
      const common = {
        check: "domain",
        pointer,
        found: `the unknown input ${JSON.stringify(written.slice(0, 60))}`,
      } as const;
      if (meant === undefined || taken.has(meant) || valueAt(read.value, ["inputData", meant]) !== undefined) {
        return bodyFinding({
          ...common,
          rule: "unknown-input",
          expected,
          suggestion: "Leave it out, or declare it as an input of the flow in Architect.",
          change: `${placeName(pointer)} left out`,
          fix: (request) => changeJson(request, (body) => changeAt(body, keys, () => undefined)),
        });
      }
      taken.add(meant);
      const isPrefix = meant === `Flow.${written}`;
      return bodyFinding({
        ...common,
        rule: isPrefix ? "input-without-flow-prefix" : "wrong-input-name",
        expected: `the input ${meant}`,
        suggestion: isPrefix ? `Inputs are named as Architect does, with Flow.: ${meant}.` : `Call it ${meant}.`,
        change: `${placeName(pointer)} -> body.inputData["${meant}"]`,
        fix: (request) => changeJson(request, (body) => moveAt(body, keys, ["inputData", meant])),
      });
    });
};

function meantInput(written: string, names: readonly string[]): string | undefined {
  return (
    names.find((name) => name === `Flow.${written}`) ??
    nearestName(`Flow.${written.replace(/^(?:flow|input|task|state)[._]/i, "")}`, names)
  );
}
