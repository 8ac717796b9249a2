import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { changeAt, changeJson, keysOf } from "#mock-server/diagnose/mend-request.ts";
import { problemsOfTrial } from "#mock-server/diagnose/problems-of-trial.ts";
import type { Finding, Recogniser, Subject } from "#mock-server/diagnose/recogniser.ts";

/** An id of something that the org has and that can be used, where the one that was sent names nothing that can. */
export const useExistingId: Recogniser = async (subject) => {
  const findings: Finding[] = [];
  for (const problem of problemsOfTrial(subject.served, subject.contract)) {
    const name = (problem.in === "body" ? keysOf(problem.pointer).at(-1) : problem.pointer) || "flowId";
    const isId = problem.check === "domain" || problem.rule === "reference" || problem.expected.includes("UUID");
    const id = isId ? await usableId(subject, name) : undefined;
    if (id === undefined || (problem.in !== "body" && problem.in !== "path")) continue;
    const keys = problem.in === "body" ? (problem.pointer === "" ? [name] : keysOf(problem.pointer)) : [];
    findings.push({
      problem,
      change: `${problem.in === "body" ? ["body", ...keys].join(".") : `path ${name}`}: an id that exists (an example: ${id})`,
      fix: (request) =>
        problem.in === "body"
          ? changeJson(request, (body) => changeAt(body, keys, () => id))
          : withPathParameter(request, { template: subject.operation?.path ?? "", name, value: id }),
    });
  }
  return findings;
};

/** By the name of a property or parameter, an id that can stand there. */
async function usableId({ org, operation }: Subject, name: string): Promise<string | undefined> {
  if (name === "flowId") {
    const types = operation?.launchableTypes ?? [];
    const flows = await org.flows.list();
    return flows.find(
      ({ state, type, inputSchema }) =>
        state === "published" && inputSchema === undefined && (types.length === 0 || types.includes(type)),
    )?.id;
  }
  if (/^(?:userId|subjectId|id)$/.test(name))
    return (await org.users.list()).find(({ state }) => state === "active")?.id;
  return name === "flowExecutionId" ? (await org.executions.list())[0]?.id : undefined;
}

function withPathParameter(
  request: DiagnosedRequest,
  { template, name, value }: { readonly template: string; readonly name: string; readonly value: string },
): DiagnosedRequest {
  const position = template.split("/").indexOf(`{${name}}`);
  const [path = "", query] = request.path.split(/\?(.*)/s);
  const segments = path.split("/");
  if (position < 0 || segments[position] === undefined) return request;
  segments[position] = value;
  return { ...request, path: segments.join("/") + (query === undefined ? "" : `?${query}`) };
}
