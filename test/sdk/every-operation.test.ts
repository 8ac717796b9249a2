import platformClient from "purecloud-platform-client-v2";
import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { aPointedSdk } from "./a-pointed-sdk.ts";

type ApiFunction = (...parameters: unknown[]) => Promise<unknown>;

const { operations } = createContractTable().get("published");
/** The login host is called by the ApiClient; what is not published the SDK cannot have. */
const published = operations.filter(({ path, unpublished }) => path.startsWith("/api/") && unpublished === undefined);

/** The functions of this name of all classes of the SDK: some operations are in more than one. */
function sdkFunctions(name: string): ApiFunction[] {
  const classes = Object.entries(platformClient).filter(([className]) => className.endsWith("Api"));
  return classes.flatMap(([, Api]) => {
    const api = new (Api as new () => Readonly<Record<string, unknown>>)();
    const found = api[name];
    return typeof found === "function" ? [found.bind(api) as ApiFunction] : [];
  });
}

describe("every published operation", () => {
  test.each(published)("$id is what the SDK's functions of this name call", async ({ id }) => {
    const { mock, useToken } = await aPointedSdk();
    await useToken(knownTokens.user);
    const functions = sdkFunctions(id);
    expect(functions.length).toBeGreaterThan(0);
    for (const call of functions) {
      // Any text will do for ids and bodies, refused or not: the question is which operation it reaches. The last are options.
      await call(...Array(call.length - 1).fill("x")).catch(() => {});
    }
    expect(mock.exchanges.list().map(({ operation }) => operation)).toEqual(functions.map(() => id));
  });
});

test("the SDK lacks only the operations of the login host and the one that is not published", () => {
  const others = operations.filter((operation) => !published.includes(operation)).map(({ id }) => id);
  expect(others.sort()).toEqual([
    "getAuthorizationsMe",
    "getLogout",
    "getOauthAuthorize",
    "postOauthAuthorize",
    "postOauthToken",
  ]);
  expect(others.filter((id) => sdkFunctions(id).length > 0)).toEqual([]);
});
