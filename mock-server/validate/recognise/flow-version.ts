import { describeValue } from "#mock-server/contract/describe-value.ts";
import { changeAt, changeJson, readJson, valueAt } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf } from "./body-problem.ts";

const pointer = "/flowVersion";

/** A `flowVersion` in another form than versions have, `3.0` (ARCH: an id looks like `9.0`), or one that the flow has not. */
export const flowVersion: Recogniser = async (subject) => {
  const read = readJson(subject.request);
  if (
    read.kind === "text" ||
    !bodyProblemsOf(subject).some((problem) => problem.pointer === pointer || problem.field === "flowVersion")
  ) {
    return [];
  }
  const value = valueAt(read.value, ["flowVersion"]);
  const flowId = valueAt(read.value, ["flowId"]);
  const flow = typeof flowId === "string" ? await subject.org.flows.get(flowId) : undefined;
  const published =
    flow === undefined || flow.state !== "published" ? undefined : (flow.publishedVersion ?? flow.version);
  if (value === undefined || (typeof value === "string" && published === undefined)) return [];
  const written =
    typeof value === "string" || typeof value === "number"
      ? /^\s*v?\.?\s*(\d{1,9})(?:\.0*)?\s*$/i.exec(String(value))
      : null;
  const wanted = written === null ? undefined : `${Number(written[1])}.0`;
  const number = Number.parseInt(wanted ?? "0", 10);
  // Of a flow that is not known yet, any number can be one of its versions.
  const exists = number >= 1 && (published === undefined || number <= Number.parseInt(published, 10));
  const meant = exists && wanted !== value ? wanted : undefined;
  return [
    bodyFinding({
      check: typeof value === "string" ? "domain" : "validate",
      pointer,
      rule: meant === undefined ? "unknown-version" : "version-form",
      expected:
        meant === undefined
          ? `a published version: up to ${published ?? "the one that is published"}`
          : `the text ${JSON.stringify(meant)}`,
      found: describeValue(value),
      suggestion:
        meant === undefined
          ? "Leave flowVersion out: the published version is launched then."
          : `Versions are texts such as ${JSON.stringify(meant)}; without flowVersion the published one is launched.`,
      change:
        meant === undefined
          ? "body.flowVersion left out"
          : `body.flowVersion: ${describeValue(value)} -> ${JSON.stringify(meant)}`,
      fix: (request) => changeJson(request, (body) => changeAt(body, ["flowVersion"], () => meant)),
    }),
  ];
};
