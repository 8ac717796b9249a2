import { describe, expect, test } from "vitest";
import type { Contract } from "#mock-server/contract/contract.ts";
import { findOperation } from "#mock-server/contract/find-operation.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { anOperation } from "#test/helpers/a-contract.ts";

const published = createContractTable().get("published");

/** A contract of these operations, each written as `METHOD path`. */
function contractOf(...lines: string[]): Contract {
  const operations = lines.map((line) => {
    const [method = "", path = ""] = line.split(" ");
    return anOperation({ id: line, method, path });
  });
  return { ...published, operations };
}

/** What is found, in short: the id and the path parameters, or the kind of refusal. */
function found(contract: Contract, method: string, path: string): unknown {
  const result = findOperation(contract, method, path);
  return result.kind === "found" ? [result.operation.id, result.pathParameters] : result;
}

describe("findOperation", () => {
  test("finds a literal path before a template, whichever the contract has first", () => {
    const contract = contractOf("GET /users/{userId}", "GET /users/me");
    expect(found(contract, "GET", "/users/me")).toEqual(["GET /users/me", {}]);
    expect(found(contract, "GET", "/users/you")).toEqual(["GET /users/{userId}", { userId: "you" }]);
  });

  test("names the methods of a literal path, though a template would have the method", () => {
    const contract = contractOf("GET /flows/{flowId}", "POST /flows/executions", "PUT /flows/executions");
    expect(found(contract, "GET", "/flows/executions")).toEqual({ kind: "wrong-method", allowed: ["POST", "PUT"] });
  });

  test("names the methods of a template's path for another method", () => {
    const contract = contractOf("GET /flows/{flowId}", "DELETE /flows/{flowId}");
    expect(found(contract, "PATCH", "/flows/1")).toEqual({ kind: "wrong-method", allowed: ["GET", "DELETE"] });
    expect(found(contract, "get", "/flows/1")).toEqual({ kind: "wrong-method", allowed: ["GET", "DELETE"] });
  });

  test("reads several parameters of one path", () => {
    const contract = contractOf("GET /a/{one}/b/{two}");
    expect(found(contract, "GET", "/a/1/b/2")).toEqual(["GET /a/{one}/b/{two}", { one: "1", two: "2" }]);
  });

  test("tells templates of one length apart by their literal parts", () => {
    const contract = contractOf("GET /a/{x}", "GET /b/{x}", "GET /{any}/c");
    expect(found(contract, "GET", "/b/1")).toEqual(["GET /b/{x}", { x: "1" }]);
    expect(found(contract, "GET", "/z/c")).toEqual(["GET /{any}/c", { any: "z" }]);
  });

  test.each([
    ["a%20b", "a b"],
    ["a%2Fb", "a/b"],
    ["caf%C3%A9", "café"],
    ["a+b", "a+b"],
    ["%25", "%"],
    ["%", "%"],
    ["%zz", "%zz"],
    ["%ff", "%ff"],
    ["a%20%ff", "a%20%ff"],
    ["__proto__", "__proto__"],
  ])("reads the path parameter %s as %j", (sent, userId) => {
    expect(found(contractOf("GET /users/{userId}"), "GET", `/users/${sent}`)).toEqual([
      "GET /users/{userId}",
      { userId },
    ]);
  });

  test.each(["", "/", "/users/", "/users/1/", "//users/1", "/Users/1", "/users/1/2", "users/1", "*"])(
    "finds no path for %j",
    (path) => {
      expect(found(contractOf("GET /users", "GET /users/{userId}"), "GET", path)).toEqual({ kind: "unknown-path" });
    },
  );

  test("does not decode a path to find it", () => {
    const contract = contractOf("GET /users/me", "GET /users/{userId}");
    expect(found(contract, "GET", "/users/%6de")).toEqual(["GET /users/{userId}", { userId: "me" }]);
    expect(found(contract, "GET", "/%75sers/me")).toEqual({ kind: "unknown-path" });
  });

  test("finds the operations of each contract on its own", () => {
    const [one, other] = [contractOf("GET /a"), contractOf("GET /b")];
    expect(found(one, "GET", "/a")).toEqual(["GET /a", {}]);
    expect(found(other, "GET", "/a")).toEqual({ kind: "unknown-path" });
  });

  test("finds every operation of the published contract by its own path", () => {
    const missed = published.operations.filter(({ id, method, path }) => {
      const result = findOperation(published, method, path.replaceAll(/\{\w+\}/g, "x"));
      return result.kind !== "found" || result.operation.id !== id;
    });
    expect(missed).toEqual([]);
  });
});
