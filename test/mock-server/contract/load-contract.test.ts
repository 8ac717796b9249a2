import { describe, expect, test } from "vitest";
import { loadContract } from "#mock-server/contract/load-contract.ts";
import { asFields, lookUp } from "#mock-server/contract/read-fields.ts";

const published = loadContract("published");

describe("loadContract", () => {
  test("resolves merge keys, so that the user of the token has every property of a user", () => {
    const properties = (name: string) =>
      asFields(lookUp(published.document, `/components/schemas/${name}/properties`)) ?? {};
    expect(properties("UserMe")).toMatchObject(properties("User"));
    expect(Object.keys(properties("User"))).toContain("acdAutoAnswer");
    expect(Object.keys(properties("UserMe"))).not.toContain("<<");
  });

  test("gives equal contracts each time", () => {
    expect(loadContract("published")).toEqual(published);
  });

  test("throws with the missing file's name when there is no such contract", () => {
    expect(() => loadContract("no-such-contract")).toThrow("no-such-contract/openapi.yaml");
  });
});
