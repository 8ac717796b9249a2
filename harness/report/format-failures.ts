import type pc from "picocolors";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { ClaimResult, Leg, ScenarioResult } from "#harness/run/run-event.ts";
import { oneLine, printable } from "./output.ts";

export type Colours = ReturnType<typeof pc.createColors>;

/** What stands before a scenario or a failure, by its status. */
export const marks = { passed: "✓", failed: "✗", error: "!" } as const satisfies Record<
  ScenarioResult["status"],
  string
>;

/**
 * Gives one block of lines for every leg that failed or could not run, every flipped verdict and every claim that could not be
 * tested, in the order of the scenarios. A block ends with a line feed.
 */
export function formatFailures(results: readonly ScenarioResult[], colours: Colours): string[] {
  return results.flatMap((result) => [
    ...result.legs.filter((leg) => leg.status !== "passed").map((leg) => formatLeg(result, leg, colours)),
    ...result.claims.flatMap((claim) => [
      ...formatFlips(result, claim, colours),
      ...(claim.error === undefined ? [] : [formatClaimError(result, claim, claim.error, colours)]),
    ]),
  ]);
}

function formatLeg(result: ScenarioResult, leg: Leg, colours: Colours): string {
  const differences = leg.differences.map(
    ({ line, column, message }) => `${oneLine(result.file)}:${line}:${column}  ${oneLine(message)}`,
  );
  const reason = leg.error === undefined ? [] : [`${oneLine(result.file)}:${result.line}  ${oneLine(leg.error)}`];
  return block([
    `${heading(leg.status, colours)(`${marks[leg.status]} ${oneLine(result.id)}`)} [${leg.contract}] on ${oneLine(leg.target)}`,
    ...reason,
    ...differences,
    ...formatExchange(leg.exchanges.at(-1)),
    ...(leg.curl === undefined ? [] : [printable(leg.curl)]),
  ]);
}

/** The last call decides, since expectations are about the last response. */
function formatExchange(exchange: Exchange | undefined): string[] {
  if (!exchange) return ["no call reached the target"];
  const { request, response } = exchange;
  const answer = response
    ? `${response.status} ${shorten(response.body)}`
    : `no response: ${oneLine(exchange.error ?? "no reason is known")}`;
  return [`> ${oneLine(request.method)} ${oneLine(request.path)}`, `< ${answer}`];
}

const bodyLimit = 300;

function shorten(body: Buffer): string {
  if (body.length === 0) return "(empty body)";
  // Far more bytes than can be shown, even if most are white space, and no more: a body can be of any size.
  const start = body.subarray(0, 20 * bodyLimit);
  const characters = [...start.toString("utf8").replace(/\s+/g, " ").trim()];
  const text = characters.slice(0, bodyLimit).join("");
  // The ellipsis also tells the redactor that a secret may have been cut here.
  return printable(characters.length > bodyLimit || body.length > start.length ? `${text}…` : text);
}

function formatFlips(result: ScenarioResult, claim: ClaimResult, colours: Colours): string[] {
  return claim.flipped.map(({ contract, pinned, found }) =>
    block([
      `${heading("failed", colours)(`${marks.failed} ${oneLine(result.id)}`)} [${contract}] a verdict flipped`,
      `${oneLine(result.file)}:${claim.line}  claim: ${oneLine(claim.claim)}`,
      `pinned ${pinned}, found ${found}`,
      ...claim.evidence
        .filter((evidence) => evidence.contract === contract)
        .map(({ trial, call, answer }) => `${oneLine(trial)}: ${oneLine(call)} -> ${oneLine(answer)}`),
    ]),
  );
}

function formatClaimError(result: ScenarioResult, claim: ClaimResult, error: string, colours: Colours): string {
  return block([
    `${heading("error", colours)(`${marks.error} ${oneLine(result.id)}`)} a claim could not be tested`,
    `${oneLine(result.file)}:${claim.line}  claim: ${oneLine(claim.claim)}`,
    oneLine(error),
  ]);
}

function heading(status: ScenarioResult["status"], colours: Colours): (text: string) => string {
  return status === "error" ? colours.yellow : colours.red;
}

function block(lines: readonly string[]): string {
  return `${lines.join("\n  ")}\n`;
}
