import { type ReadBody, readBody } from "#harness/compare/read-body.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";

/** A response as it is compared. */
export interface Answer {
  readonly status: number;
  readonly headers: Exchange["request"]["headers"];
  readonly body: ReadBody;
  /** Why its body is not the whole one; absent if it is. */
  readonly cut?: string;
}

/** The response of an exchange, its body decoded; undefined if there was none. JSON nested too deeply to compare is text. */
export function readAnswer({ response, error }: Exchange): Answer | undefined {
  if (response === undefined) return undefined;
  const { status, headers } = response;
  return {
    status,
    headers,
    body: asText(readBody(response), response),
    ...(error === undefined ? {} : { cut: error }),
  };
}

const deepest = 200;

function asText(body: ReadBody, response: NonNullable<Exchange["response"]>): ReadBody {
  if (body.kind !== "json" || !isDeeperThan(body.value, deepest)) return body;
  return { kind: "text", text: response.body.toString("utf8"), broken: `it is nested more than ${deepest} deep` };
}

/** Level by level, since what calls itself overflows on what `JSON.parse` still reads. */
function isDeeperThan(value: unknown, limit: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= limit; depth += 1) {
    level = level.filter(isContainer).flatMap((one) => Object.values(one));
    if (level.length === 0) return false;
  }
  return true;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
