import { describe, expect, test } from "vitest";
import { createExchangeLog, type ExchangeLog, problemsOf } from "#mock-server/control/exchange-log.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";
import { aLoggedProblem, anExchange } from "./an-exchange.ts";

const megabyte = 1024 * 1024;
const idsOf = (log: ExchangeLog) => log.list().map(({ contextId }) => contextId);

/** An exchange whose request, response or path has so many characters. */
function ofSize(contextId: string, characters: number, part: "request" | "response" | "path" = "request") {
  const text = "x".repeat(characters);
  const { request, response } = anExchange();
  if (part === "path") return anExchange({ contextId, request: { ...request, path: text } });
  if (part === "response") return anExchange({ contextId, response: { ...response, body: text } });
  return anExchange({ contextId, request: { ...request, body: text } });
}

describe("createExchangeLog", () => {
  test("gives exchanges by id and all of them, oldest first", () => {
    const log = createExchangeLog();
    for (const contextId of ["b", "a"]) log.add(anExchange({ contextId }));
    expect(log.get("a")).toEqual(anExchange({ contextId: "a" }));
    expect(log.get("c")).toBeUndefined();
    expect(idsOf(log)).toEqual(["b", "a"]);
  });

  test("keeps the latest five hundred", () => {
    const log = createExchangeLog();
    for (let number = 1; number <= 501; number += 1) log.add(anExchange({ contextId: String(number) }));
    expect(log.list()).toHaveLength(500);
    expect(log.get("1")).toBeUndefined();
    expect(idsOf(log)[0]).toBe("2");
    expect(idsOf(log).at(-1)).toBe("501");
  });

  test.each(["request", "response", "path"] as const)(
    "drops the oldest when the %s texts pass sixteen million characters",
    (part) => {
      const log = createExchangeLog();
      for (const id of ["1", "2", "3"]) log.add(ofSize(id, 5 * megabyte, part));
      expect(idsOf(log)).toEqual(["1", "2", "3"]);
      log.add(ofSize("4", 5 * megabyte, part));
      expect(idsOf(log)).toEqual(["2", "3", "4"]);
      log.add(ofSize("5", 12 * megabyte, part));
      expect(idsOf(log)).toEqual(["5"]);
    },
  );

  test("counts what the problems hold, whose texts a client chooses too", () => {
    const log = createExchangeLog();
    const text = "x".repeat(3 * megabyte);
    for (const contextId of ["1", "2", "3"]) {
      log.add(anExchange({ contextId, problems: [aLoggedProblem({ pointer: text, field: text })] }));
    }
    expect(idsOf(log)).toEqual(["2", "3"]);
  });

  test("counts an exchange once that is added twice", () => {
    const log = createExchangeLog();
    for (let time = 0; time < 5; time += 1) log.add(ofSize("1", 7 * megabyte));
    log.add(ofSize("2", 7 * megabyte));
    expect(idsOf(log)).toEqual(["1", "2"]);
  });

  test("is empty after clear, and has room again", () => {
    const log = createExchangeLog();
    log.add(ofSize("1", 15 * megabyte));
    log.clear();
    expect(log.list()).toEqual([]);
    log.add(ofSize("2", 8 * megabyte));
    log.add(ofSize("3", 8 * megabyte - 100));
    expect(idsOf(log)).toEqual(["2", "3"]);
  });
});

describe("problemsOf", () => {
  const refused = (fault: Fault) => ({ kind: "refused", fault }) as const;
  const problem = (rule: string) =>
    ({ ...aLoggedProblem({ rule }), check: "domain", in: "body", slots: ["s"] }) as const;
  const fault = (name: string, ...rules: string[]) => createFault(name, { problems: rules.map(problem) });

  test("lists the deciding fault's problems first, then those of the other checks, without their slots", () => {
    const [deciding, other] = [fault("a", "1", "2"), fault("b", "3")];
    const listed = problemsOf({
      outcome: refused(deciding),
      checks: [
        { name: "authenticate", result: { state: "passed" } },
        { name: "authorize", result: { state: "failed", fault: other } },
        { name: "validate", result: { state: "failed", fault: deciding } },
      ],
    });
    expect(listed.map(({ rule }) => rule)).toEqual(["1", "2", "3"]);
    expect(listed[0]).toEqual(aLoggedProblem({ rule: "1", check: "domain" }));
  });

  test("lists nothing for an accepted call", () => {
    expect(problemsOf({ outcome: { kind: "success", status: 200 }, checks: [] })).toEqual([]);
  });
});
