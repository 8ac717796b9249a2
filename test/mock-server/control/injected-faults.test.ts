import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { createInjectedFaults, type FaultOrder, injectableStatuses } from "#mock-server/control/injected-faults.ts";
import { aMatchedCall } from "#test/helpers/a-call.ts";
import { anOperation } from "#test/helpers/a-contract.ts";

const contracts = createContractTable();

function aCall(method: string, path: string, contract: "published" | "thread" = "published") {
  return aMatchedCall(contracts.get(contract), anOperation({ scopes: ["one", "two"] }), { method, path });
}

/** Whether an order is for a call. */
function isFor(order: Omit<FaultOrder, "status">, method: string, path: string): boolean {
  const faults = createInjectedFaults();
  faults.add({ status: 503, ...order });
  return faults.take(aCall(method, path)) !== undefined;
}

/** What an order does to a call. */
function taken(order: FaultOrder, contract: "published" | "thread" = "published") {
  const faults = createInjectedFaults();
  faults.add(order);
  return faults.take(aCall("GET", "/a", contract));
}

/** The refusal that an order leads to. */
const faultOf = (...parameters: Parameters<typeof taken>) => taken(...parameters)?.refusal;

describe("createInjectedFaults", () => {
  test("gives no fault when none was ordered", () => {
    expect(createInjectedFaults().take(aCall("GET", "/a"))).toBeUndefined();
  });

  test("fits an order without method and path to every call", () => {
    expect(isFor({}, "PATCH", "/any/thing")).toBe(true);
  });

  test("fits a method in any case", () => {
    expect(isFor({ method: "post" }, "POST", "/a")).toBe(true);
    expect(isFor({ method: "POST" }, "GET", "/a")).toBe(false);
  });

  test.each([
    ["/a/b", "/a/b"],
    ["*", "/a/b"],
    ["/a/*", "/a/b/c"],
    ["/a/*", "/a/"],
    ["*/b", "/a/b"],
    ["/a/*/c", "/a/b/c"],
    ["/a*c*e", "/abcde"],
    ["/a**c", "/a/b/c"],
    ["/a*a", "/aa"],
    ["*aa*", "/a/aa/a"],
    ["/a/*/x", "/a/x/x"],
  ])("fits the path %s to %s", (path, called) => {
    expect(isFor({ path }, "GET", called)).toBe(true);
  });

  test.each([
    ["/a/b", "/a/b/"],
    ["/a/b", "/A/b"],
    ["/a/*", "/a"],
    ["*/b", "/a/b/c"],
    ["/a*a", "/a"],
    ["/a*c*e", "/aebd"],
    ["/ab*ba", "/aba"],
    ["/a/*/x", "/a/x"],
    ["/a.c", "/abc"],
    ["", "/"],
  ])("does not fit the path %j to %s", (path, called) => {
    expect(isFor({ path }, "GET", called)).toBe(false);
  });

  test("is done with an order after as many calls as it is for, and goes on to the next", () => {
    const faults = createInjectedFaults();
    faults.add({ status: 503, times: 2 });
    faults.add({ status: 500 });
    const names = [1, 2, 3, 4].map(() => faults.take(aCall("GET", "/a"))?.refusal?.name);
    expect(names).toEqual([
      "service.unavailable",
      "service.unavailable",
      "internal.server.error",
      "internal.server.error",
    ]);
    expect(faults.list()).toEqual([
      { id: 1, status: 503, times: 2, used: 2, left: 0 },
      { id: 2, status: 500, used: 2 },
    ]);
  });

  test("counts no call that an order is not for", () => {
    const faults = createInjectedFaults();
    faults.add({ status: 503, path: "/b", times: 1 });
    expect(faults.take(aCall("GET", "/a"))).toBeUndefined();
    expect(faults.list()).toEqual([{ id: 1, status: 503, path: "/b", times: 1, used: 0, left: 1 }]);
    expect(faults.take(aCall("GET", "/b"))?.refusal?.name).toBe("service.unavailable");
  });

  test("forgets all orders, and never gives an id twice", () => {
    const faults = createInjectedFaults();
    expect(faults.add({ status: 503 })).toEqual({ id: 1, status: 503, used: 0 });
    faults.clear();
    expect(faults.list()).toEqual([]);
    expect(faults.take(aCall("GET", "/a"))).toBeUndefined();
    expect(faults.add({ status: 500 }).id).toBe(2);
  });

  test("fits an operation's template to its calls, whatever the parameter is called", () => {
    const call = (path: string, template: string) =>
      aMatchedCall(contracts.get("published"), anOperation({ path: template }), { path });
    const fits = (path: string, ...parts: Parameters<typeof call>) => {
      const faults = createInjectedFaults();
      faults.add({ status: 503, path });
      return faults.take(call(...parts)) !== undefined;
    };
    expect(fits("/users/{userId}", "/users/1", "/users/{userId}")).toBe(true);
    expect(fits("/users/{id}", "/users/1", "/users/{userId}")).toBe(true);
    expect(fits("/users/{userId}", "/users/me", "/users/me")).toBe(false);
    expect(fits("/flows/{flowId}", "/flows/1/versions", "/flows/{flowId}/versions")).toBe(false);
    expect(fits("/flows/{flowId}/*", "/flows/1/versions", "/flows/{flowId}/versions")).toBe(true);
  });

  test("forgets one order and keeps the others", () => {
    const faults = createInjectedFaults();
    faults.add({ status: 503 });
    faults.add({ status: 500 });
    expect(faults.remove(1)).toBe(true);
    expect(faults.remove(1)).toBe(false);
    expect(faults.list()).toEqual([{ id: 2, status: 500, used: 0 }]);
  });

  test("refuses nothing where only the answer is to suffer, and says what it is to suffer", () => {
    expect(taken({ delay: 50 })).toEqual({ disturbance: { id: 1, delay: 50 } });
    expect(taken({ cutBody: "half", delay: 1 })).toEqual({ disturbance: { id: 1, delay: 1, cutBody: "half" } });
    expect(taken({ status: 503, cutBody: 0 })).toMatchObject({
      refusal: { name: "service.unavailable" },
      disturbance: { id: 1, cutBody: 0 },
    });
    expect(taken({ status: 503, reset: false })).not.toHaveProperty("disturbance");
  });

  test("keeps a call whose connection is reset from its effect", () => {
    expect(taken({ reset: true })).toMatchObject({
      refusal: { name: "connection.reset", problems: [{ rule: "injected-fault" }] },
      disturbance: { id: 1, reset: true },
    });
  });

  test("leads every status that can be ordered to a refusal with it", () => {
    expect(injectableStatuses).toEqual([400, 401, 403, 404, 408, 409, 413, 415, 429, 500, 503, 504]);
    const { refusals } = contracts.get("published");
    for (const status of injectableStatuses) {
      expect(refusals.get(faultOf({ status })?.name ?? "")?.status).toBe(status);
    }
  });

  test("leads a status whose refusal a contract leaves out to its refusal for every bad request", () => {
    const { refusals } = contracts.get("thread");
    expect(faultOf({ status: 415 }, "thread")?.name).toBe("bad.request");
    for (const status of injectableStatuses.filter((one) => one !== 415)) {
      expect(refusals.get(faultOf({ status }, "thread")?.name ?? "")?.status).toBe(status);
    }
  });

  test("prefers the refusal that the operation names for a status", () => {
    const faults = createInjectedFaults();
    faults.add({ status: 429, retryAfter: 7 });
    const call = aMatchedCall(contracts.get("published"), anOperation({ injectedRefusals: { 429: "x.y" } }), {});
    expect(faults.take(call)?.refusal).toMatchObject({ name: "x.y", slots: ["7"], headers: { "Retry-After": "7" } });
  });

  test("throws when the contract names no refusal for the status", () => {
    const faults = createInjectedFaults();
    faults.add({ status: 503 });
    const contract = { ...contracts.get("published"), injectedRefusals: {} };
    expect(() => faults.take(aMatchedCall(contract, anOperation(), {}))).toThrow(
      "the contract published names no refusal for an ordered 503",
    );
  });

  test("says with a 429 how long to wait, in the header and in the text", () => {
    expect(faultOf({ status: 429, retryAfter: 30 })).toMatchObject({ slots: ["30"], headers: { "Retry-After": "30" } });
    expect(faultOf({ status: 429 })).toMatchObject({ slots: ["1"], headers: { "Retry-After": "1" } });
    expect(faultOf({ status: 429, retryAfter: 0 })).toMatchObject({ slots: ["0"], headers: { "Retry-After": "0" } });
  });

  test("says with another status how long to wait only where that was ordered", () => {
    expect(faultOf({ status: 503, retryAfter: 5 })?.headers).toEqual({ "Retry-After": "5" });
    expect(faultOf({ status: 503 })?.headers).toBeUndefined();
  });

  test("fills the slots of the texts that have some", () => {
    expect(faultOf({ status: 400 })?.slots).toEqual(["bad request"]);
    expect(faultOf({ status: 403 })?.slots).toEqual(["[one, two]"]);
    expect(faultOf({ status: 413 })?.slots).toEqual(["512000"]);
    expect(faultOf({ status: 500 })?.slots).toEqual([]);
  });

  test("tells in its problem that the fault was ordered", () => {
    expect(faultOf({ status: 500 })?.problems).toEqual([
      {
        check: "match",
        rule: "injected-fault",
        in: "path",
        pointer: "",
        field: "path",
        expected: "a call that no fault was ordered for",
        found: "fault 1 of /__mock/faults",
        slots: [],
      },
    ]);
  });
});
