import type { DiagnosedProblem, DiagnosedRequest, Diagnosis } from "./diagnosis.ts";
import { maskedAuthorization } from "./diagnosis-json.ts";
import { withoutNoise } from "./without-noise.ts";
import { printable, wrapText } from "./wrap-text.ts";

// Whatever a client sends, the text stays one that can be read.
const mostProblems = 8;
const longestBody = 1500;

/**
 * A diagnosis for people, about 80 columns wide: the cause in one sentence, each problem, the request that works with its curl
 * line, what the other contract says, what was assumed. It holds no token.
 */
export function formatDiagnosis(diagnosis: Diagnosis): string {
  const { problems, corrected, changes, curl, assumed } = diagnosis;
  const more = problems.length - mostProblems;
  return [
    wrapText(causeOf(diagnosis)),
    // A single problem is told by the cause.
    ...(problems.length < 2
      ? []
      : ["", ...problems.slice(0, mostProblems).map(formatProblem), ...(more > 0 ? [`  and ${more} more`] : [])]),
    ...formatChecks(diagnosis),
    ...(corrected === undefined ? formatNone(diagnosis) : ["", ...formatChanges(changes), ...formatRequest(corrected)]),
    ...(curl === undefined ? [] : ["", curl]),
    "",
    ...formatVerdicts(diagnosis),
    ...assumed.map((sentence) => wrapText(`Assumed: ${sentence}`)),
  ].join("\n");
}

/** Why a request is refused, in one sentence, or that it is not. */
export function causeOf({ accepted, contract, answer, problems, checks }: Diagnosis): string {
  if (accepted) return `Accepted (${answer.status}) under the contract ${contract}.`;
  const [decisive] = problems;
  const code = answer.code === undefined ? "" : ` ${answer.code}`;
  const said = answer.status >= 400 ? `Refused (${answer.status}${code})` : "It would not get there";
  if (decisive === undefined) {
    const failed = checks.find(({ passed }) => passed === false);
    return `${said}: ${failed?.why ?? answer.message ?? "no reason is known"}.`;
  }
  const advice = decisive.suggestion === undefined ? "" : ` ${decisive.suggestion}`;
  return `${said}: ${placeOf(decisive)}: expected ${decisive.expected}, found ${decisive.found}.${advice}`;
}

/** A place as people write it: `body.initiator.id`, `header Content-Type`. */
export function placeOf({ in: place, pointer }: Pick<DiagnosedProblem, "in" | "pointer">): string {
  if (pointer === "") return place;
  if (place !== "body") return `${place} ${pointer}`;
  return ["body", ...pointer.split("/").slice(1)].join(".").replaceAll("~1", "/").replaceAll("~0", "~");
}

function formatProblem(problem: DiagnosedProblem, position: number): string {
  const { rule, code, expected, found, suggestion, position: place } = problem;
  const where = place === undefined ? "" : ` (line ${place.line}, column ${place.column})`;
  const leadsTo = code === undefined ? "" : `, ${code}`;
  return [
    `${position + 1}. ${printable(placeOf(problem))}${where}  [${rule}${leadsTo}]`,
    wrapText(`expected ${expected}`, "   "),
    wrapText(`found    ${found}`, "   "),
    ...(suggestion === undefined ? [] : [wrapText(`-> ${suggestion}`, "   ")]),
  ].join("\n");
}

function formatChecks({ checks, accepted }: Diagnosis): string[] {
  if (accepted) return [];
  const words = checks.map(
    ({ name, passed }) => `${name} ${passed === null ? "not asked" : passed ? "passed" : "failed"}`,
  );
  return ["", wrapText(`Checks: ${words.join(", ")}.`)];
}

function formatNone({ accepted }: Diagnosis): string[] {
  return accepted ? [] : ["", "No request near this one was found that is accepted."];
}

function formatChanges(changes: readonly string[]): string[] {
  const head = changes.length === 1 ? "This works, with one change:" : `This works, with ${changes.length} changes:`;
  const more = changes.length - mostProblems;
  return [
    head,
    ...changes.slice(0, mostProblems).map((change) => wrapText(`- ${change}`, "  ")),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function formatRequest(request: DiagnosedRequest): string[] {
  const { method, path, headers, body } = withoutNoise(request);
  const text = body.toString("utf8");
  return [
    "",
    printable(`  ${method} ${path}`),
    ...headers.map(([name, value]) =>
      printable(`  ${name}: ${name.toLowerCase() === "authorization" ? maskedAuthorization(value) : value}`),
    ),
    ...(text === ""
      ? []
      : [
          "",
          ...prettyBody(text)
            .split("\n")
            .map((line) => printable(`  ${line}`)),
        ]),
  ];
}

function prettyBody(text: string): string {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    // A form, or what is sent as it is.
  }
  return shown.length > longestBody
    ? `${shown.slice(0, longestBody)}\n... (${shown.length - longestBody} more characters)`
    : shown;
}

function formatVerdicts({ verdicts, contract }: Diagnosis): string[] {
  return Object.entries(verdicts)
    .filter(([name]) => name !== contract)
    .map(([name, { accepted, status, code }]) =>
      accepted
        ? `The contract ${name} accepts the request as it was sent (${status}).`
        : `The contract ${name} answers the request as it was sent with ${status}${code === undefined ? "" : ` ${code}`}.`,
    );
}
