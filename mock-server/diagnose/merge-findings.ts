import type { DiagnosedProblem } from "./diagnosis.ts";
import type { Finding } from "./recogniser.ts";

/**
 * The problems of the checks with what was recognised: a finding stands in place of the problem that it explains, the first of
 * several; one that explains none stands at the end.
 */
export function mergeFindings(
  problems: readonly DiagnosedProblem[],
  findings: readonly Finding[],
): { readonly problems: readonly DiagnosedProblem[]; readonly used: readonly Finding[] } {
  const used = new Set<Finding>();
  const merged: DiagnosedProblem[] = [];
  for (const problem of problems) {
    const finding = findings.find((candidate) => explains(candidate, problem));
    if (finding === undefined) merged.push(problem);
    // It may explain several problems of one place, and is told once.
    else if (!used.has(finding)) {
      used.add(finding);
      merged.push({ ...finding.problem, ...codeOf(finding, problem) });
    }
  }
  for (const finding of findings) {
    if (used.has(finding)) continue;
    // What explains a problem that another has explained already says nothing new; what explains none of them stands alone.
    const isLate = problems.some((problem) => explains(finding, problem));
    if (isLate || (finding.explains === undefined && isToldAlready(finding, merged))) continue;
    used.add(finding);
    merged.push(finding.problem);
  }
  return { problems: merged, used: [...used] };
}

function codeOf({ problem }: Finding, explained: DiagnosedProblem): Pick<DiagnosedProblem, "code"> {
  const code = problem.code ?? explained.code;
  return code === undefined ? {} : { code };
}

function explains({ explains: place, problem: own }: Finding, problem: DiagnosedProblem): boolean {
  if (place === undefined) return false;
  if (own.check !== problem.check && own.check !== "receive" && own.check !== "match") {
    // The token's header is looked at by two checks, which say different things of it.
    if (place.in === "header" && problem.in === "header") return false;
  }
  return place.in === problem.in && place.pointer === problem.pointer;
}

function isToldAlready({ problem }: Finding, told: readonly DiagnosedProblem[]): boolean {
  return told.some((one) => one.in === problem.in && one.pointer === problem.pointer && one.rule === problem.rule);
}
