import type { Exchange } from "#harness/exchange/exchange.ts";
import type { CallExpectation } from "#harness/scenario/scenario.ts";
import { compareBody, compareHeaders } from "./compare-message.ts";
import type { Difference } from "./difference.ts";
import { formatLine } from "./format-value.ts";
import { parseMatcher } from "./parse-matcher.ts";
import { describeExpected, walkValue } from "./walk-value.ts";

/** Whether an exchange is the expected call. */
export function meetsCall(expected: CallExpectation, exchange: Exchange): boolean {
  return checks.every((check) => check(expected, exchange).length === 0);
}

/** How an exchange differs from an expected call, in the order method, path, status, headers, body; `at` is in the call. */
export function compareCall(expected: CallExpectation, exchange: Exchange): readonly Difference[] {
  return checks.flatMap((check) => check(expected, exchange));
}

/** An expected call in words: `POST /api/v2/users with status 200`. */
export function describeCall({ method, path, status, headers, body }: CallExpectation): string {
  const line = `${method === undefined ? "of any method" : plainly(method)} ${path === undefined ? "to any path" : plainly(path)}`;
  const further = [
    ...(status === undefined ? [] : [`status ${describeExpected(status)}`]),
    ...(headers === undefined ? [] : ["the given headers"]),
    ...(body === undefined ? [] : ["the given body"]),
  ];
  return further.length === 0 ? line : `${line} with ${further.join(", ")}`;
}

/** An exchange on one line: `POST /api/v2/users -> 400`, or why there was no response. */
export function formatCall({ request, response, error }: Exchange): string {
  const answer = response?.status ?? `no response (${formatLine(error ?? "the reason is not known", 200)})`;
  return `${formatLine(request.method, 20)} ${formatLine(request.path, 200)} -> ${answer}`;
}

type Check = (expected: CallExpectation, exchange: Exchange) => readonly Difference[];

// The cheap checks come first: a body is read only for a call that meets all else.
const checks: readonly Check[] = [
  ({ method }, { request }) => {
    const expected = typeof method === "string" && parseMatcher(method) === undefined ? method.toUpperCase() : method;
    return expected === undefined ? [] : walkValue({ expected, found: request.method, at: "/method" });
  },
  ({ path: expected }, { request }) =>
    expected === undefined ? [] : walkValue({ expected, found: pathAsExpected(expected, request.path), at: "/path" }),
  ({ status: expected }, { response, error }) => {
    const whenMissing = (): string => `there was no response: ${formatLine(error ?? "the reason is not known", 200)}`;
    return expected === undefined ? [] : walkValue({ expected, found: response?.status, at: "/status", whenMissing });
  },
  ({ headers }, { request }) => (headers === undefined ? [] : compareHeaders(headers, request.headers, "/headers")),
  ({ body }, { request }) =>
    body === undefined ? [] : compareBody(body, request, { at: "/body", whose: "the request" }),
];

/** Texts without a `?`, alone or in `$oneOf` or `$not`, are about the path only; all else is about path and query. */
function pathAsExpected(expected: unknown, path: string): string {
  return isWithoutQuery(expected) ? path.replace(/\?.*$/s, "") : path;
}

function isWithoutQuery(expected: unknown): boolean {
  const written = parseMatcher(expected);
  if (written?.name === "$oneOf" && Array.isArray(written.argument)) {
    return written.argument.every(isWithoutQuery);
  }
  if (written?.name === "$not") {
    return isWithoutQuery(written.argument);
  }
  return written === undefined && typeof expected === "string" && !expected.includes("?");
}

function plainly(expected: unknown): string {
  return typeof expected === "string" && parseMatcher(expected) === undefined
    ? formatLine(expected, 200)
    : `(${describeExpected(expected)})`;
}
