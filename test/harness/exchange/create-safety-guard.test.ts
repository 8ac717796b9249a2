import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createContractFacts } from "#harness/contract/create-contract-facts.ts";
import { createSafetyGuard, type SafetyGuardOptions } from "#harness/exchange/create-safety-guard.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { createContractTable } from "#mock-server/contract/index.ts";

const facts = createContractFacts(createContractTable().get("published"));

describe("createSafetyGuard", () => {
  test("lets a call go that does no more than the scenario says", () => {
    expect(aGuard({ effect: "reads" })({ method: "GET", path: "/api/v2/users/1?expand=presence" })).toBeUndefined();
    expect(aGuard({ effect: "launches" })({ method: "POST", path: "/api/v2/flows/executions" })).toBeUndefined();
    expect(aGuard({ effect: "writes" })({ method: "DELETE", path: "/api/v2/users/1" })).toBeUndefined();
  });

  test("lets a client log in, whatever the scenario says", () => {
    expect(aGuard({ effect: "reads" })({ method: "POST", path: "/oauth/token" })).toBeUndefined();
  });

  test("refuses a call that does more, and says what to write if it is meant to", () => {
    expect(aGuard({ effect: "reads" })({ method: "POST", path: "/api/v2/flows/executions?a=secret" })).toBe(
      "POST /api/v2/flows/executions launches, and the scenario says effect: reads; say effect: launches if it is meant to",
    );
    expect(aGuard({ effect: "launches" })({ method: "PATCH", path: "/api/v2/users/1" })).toBe(
      "PATCH /api/v2/users/1 writes, and the scenario says effect: launches; say effect: writes if it is meant to",
    );
  });

  test("refuses what the command line does not allow, though the scenario says it", () => {
    expect(
      aGuard({ effect: "launches", allowed: "reads" })({ method: "POST", path: "/api/v2/flows/executions" }),
    ).toMatch(/launches, and this run allows reads only; run it with --allow launches/);
  });

  test.each([
    "/api/v2/flows/execution%73",
    "/api/v2/flows//executions",
    "/api/v2/flows/executions/",
    "/api/v2/./flows/x/../executions",
    "/oauth/token/../../api/v2/flows/executions",
    "/oauth/%2e%2E/api/v2/flows/executions",
    "http://LOCALHOST:1/api/v2/flows/executions",
    "HTTP://user@host/%61pi/v2/flows/executions?x=/oauth/token",
  ])("is not misled by another way to write a path: %s", (path) => {
    expect(aGuard({ effect: "reads" })({ method: "POST", path })).toMatch(/launches/);
  });

  test.each([
    "/oauth/token#/../../api/v2/users",
    "/oauth%2ftoken",
    "/oauth/token;x=1",
    "/oauth/x%5C..%5Ctoken",
    "/oauth/token%00",
    "/oauth/%c0%af/../token",
    "/oauth/%zz/../token",
    "/oauth/%252e%252e/../token",
    "/oauth/nothing-known",
  ])("counts a path as writing that servers may read differently: %s", (path) => {
    expect(aGuard({ effect: "launches" })({ method: "POST", path })).toMatch(/writes/);
  });

  test("lets a client read at a path that nobody writes so", () => {
    const guard = aGuard({ effect: "reads" });
    for (const path of ["/api/v2/users/a%2Fb", "/api/v2/users/%zz", "/api/v2/users/x;y", "*", "/"]) {
      expect(guard({ method: "GET", path })).toBeUndefined();
    }
  });

  test("counts HEAD for what GET does at its path", () => {
    const guard = createSafetyGuard({
      facts: { effectOf: (method) => ({ effect: method === "GET" ? "launches" : "reads" }) },
      effect: "reads",
    });
    expect(guard({ method: "HEAD", path: "/api/v2/start" })).toMatch(/launches/);
  });

  test("counts a method it does not know, in any case, as writing", () => {
    expect(aGuard({ effect: "launches" })({ method: "PURGE", path: "/api/v2/users" })).toMatch(/writes/);
    expect(aGuard({ effect: "launches" })({ method: "delete", path: "/api/v2/users/1" })).toMatch(/^DELETE .* writes/);
  });

  test("never lets a launch pass as a read, however a path to it is spelt", () => {
    const spellings = fc.array(
      fc.constantFrom(...["/", "/.", "//", "/x/..", "/%2e", "/x/%2E%2e", "/oauth/token/../.."]),
      { maxLength: 4 },
    );
    const encodings = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(spellings, encodings, (detours, encoded) => {
        const last = [..."executions"].map((letter, index) => (encoded[index] ? percent(letter) : letter)).join("");
        const path = `${detours.join("")}/api/v2/flows/${last}`;
        expect(aGuard({ effect: "reads" })({ method: "POST", path })).toMatch(/launches|writes/);
      }),
    );
  });
});

describe("createSafetyGuard, where only what was created may be deleted", () => {
  test("refuses to delete what the run has not created", () => {
    const guard = aGuard({ deletesOnlyOwn: true, exchanges: () => [] });
    expect(guard({ method: "DELETE", path: "/api/v2/users/1" })).toMatch(
      /^DELETE \/api\/v2\/users\/1 is not something this run created; /,
    );
  });

  test("lets go what a POST of the run was answered with, in any spelling", () => {
    const guard = aGuard({ deletesOnlyOwn: true, exchanges: () => [aCreation("/api/v2/users?x=1", { id: "a-1" })] });
    for (const path of ["/api/v2/users/a-1", "/api/v2/users/%61-1/?force=true", "/api//v2/users/a-1"]) {
      expect(guard({ method: "DELETE", path })).toBeUndefined();
    }
    expect(guard({ method: "DELETE", path: "/api/v2/users/a-2" })).toBeDefined();
    expect(guard({ method: "DELETE", path: "/api/v2/queues/a-1" })).toBeDefined();
    expect(guard({ method: "DELETE", path: "/api/v2/users" })).toBeDefined();
  });

  test("lets go what the answer lists with its own path, and nothing else of the list", () => {
    const [own, other] = ["/api/v2/users/a-1", "/api/v2/users/a-2"];
    const list = { entities: [{ id: "a-1", selfUri: own }, { id: "a-2" }] };
    const guard = aGuard({ deletesOnlyOwn: true, exchanges: () => [aCreation("/api/v2/users", list)] });
    expect(guard({ method: "DELETE", path: own })).toBeUndefined();
    expect(guard({ method: "DELETE", path: other })).toMatch(/not something this run created/);
  });

  test.each<[string, Exchange[]]>([
    ["its own request named", [aCreation("/api/v2/users", { id: "a-1" }, {}, '{"id":"a-1"}')]],
    ["a call before it read", [aRead("/api/v2/users/a-1", {}), aCreation("/api/v2/users", { id: "a-1" })]],
    [
      "a call before it was answered with",
      [aRead("/api/v2/users", ["a-1"]), aCreation("/api/v2/users", { id: "a-1" })],
    ],
  ])("refuses to delete what a POST was answered with under an id that %s", (_what, exchanges) => {
    const guard = aGuard({ deletesOnlyOwn: true, exchanges: () => exchanges });
    expect(guard({ method: "DELETE", path: "/api/v2/users/a-1" })).toMatch(
      /not something this run created; .* no call had named or shown before$/,
    );
  });

  test("lets go what the run created, though it was read and answered again since", () => {
    const created = aCreation("/api/v2/users", { id: "a-1" });
    const again = aCreation("/api/v2/users", { id: "a-1" }, {}, '{"id":"a-1"}');
    const guard = aGuard({
      deletesOnlyOwn: true,
      exchanges: () => [created, aRead("/api/v2/users/a-1", { id: "a-1" }), again],
    });
    expect(guard({ method: "DELETE", path: "/api/v2/users/a-1" })).toBeUndefined();
  });

  test("reads a compressed answer", () => {
    const body = gzipSync('{"id":"a-1"}');
    const exchange = aCreation("/api/v2/users", {}, { headers: [["Content-Encoding", "gzip"]], body });
    const guard = aGuard({ deletesOnlyOwn: true, exchanges: () => [exchange] });
    expect(guard({ method: "DELETE", path: "/api/v2/users/a-1" })).toBeUndefined();
  });

  test.each([
    ["was refused", aCreation("/api/v2/users", { id: "a-1" }, { status: 400 })],
    ["has no id", aCreation("/api/v2/users", { ID: "a-1" })],
    ["is no JSON", aCreation("/api/v2/users", {}, { body: Buffer.from("a-1") })],
    ["names a folder above", aCreation("/api/v2/users/a-1", { id: ".." })],
    ["names another place", aCreation("/api/v2/queues", { id: "../users/a-1" })],
    [
      "is encoded in an unknown way",
      aCreation("/api/v2/users", { id: "a-1" }, { headers: [["Content-Encoding", "x"]] }),
    ],
    [
      "was no POST",
      { ...aCreation("/api/v2/users", { id: "a-1" }), request: { ...aRequest("/api/v2/users"), method: "PUT" } },
    ],
    ["never ended", { ...aCreation("/api/v2/users", {}), response: undefined } as unknown as Exchange],
  ])("does not count an answer that %s", (_, exchange) => {
    const guard = aGuard({ deletesOnlyOwn: true, exchanges: () => [exchange] });
    expect(guard({ method: "DELETE", path: "/api/v2/users/a-1" })).toMatch(/not something this run created/);
  });
});

function aGuard(options: Partial<SafetyGuardOptions>) {
  return createSafetyGuard({ facts, effect: "writes", ...options });
}

function aRequest(path: string): Exchange["request"] {
  return { method: "POST", path, headers: [], body: Buffer.alloc(0) };
}

function aRead(path: string, body: unknown): Exchange {
  const { request, ...rest } = aCreation(path, body);
  return { ...rest, request: { ...request, method: "GET" } };
}

function aCreation(
  path: string,
  body: unknown,
  response: Partial<NonNullable<Exchange["response"]>> = {},
  sent = "",
): Exchange {
  return {
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1,
    request: { ...aRequest(path), body: Buffer.from(sent) },
    response: { status: 200, headers: [], body: Buffer.from(JSON.stringify(body)), ...response },
  };
}

function percent(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}
