import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { operationOf } from "#test/helpers/a-call.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const calls = [
  { operationId: "getUsers", path: "/api/v2/users" },
  { operationId: "getUser", path: `/api/v2/users/${knownIds.activeUser}` },
  { operationId: "getUsersMe", path: "/api/v2/users/me" },
] as const;

const read = (contract: "published" | "thread", pathAndQuery: string) =>
  aMock({ contracts, contract }).api.get(pathAndQuery).auth(knownTokens.user, { type: "bearer" });

/** What `expand` can name, as the message lists it. */
function allowed(operationId: (typeof calls)[number]["operationId"]): string {
  const { parameters } = operationOf(contracts.get("published"), operationId);
  return `[${parameters.find(({ name }) => name === "expand")?.schema.itemsEnum?.join(", ")}]`;
}

describe.each(calls)("GET $path, expand", ({ operationId, path }) => {
  test.each(["nonsense", "presence,nonsense", "Presence,nonsense"])("answers 400 to %s, published", async (value) => {
    const found = value.startsWith("Presence") ? "Presence" : "nonsense";
    expectRefusal(
      await read("published", `${path}?expand=${value}`),
      { contract: contracts.get("published"), operationId },
      {
        status: 400,
        code: "invalid.query.param.value",
        message: `Value [${found}] is not valid for parameter [expand]. Allowable values are: ${allowed(operationId)}`,
      },
    );
  });

  test("answers 400 and the field expand to nonsense, thread", async () => {
    expectRefusal(
      await read("thread", `${path}?expand=nonsense`),
      { contract: contracts.get("thread"), operationId },
      {
        status: 400,
        code: "bad_request",
        message: "The request body is not valid.",
        errors: [
          { code: "invalid_value", message: `expected ${allowed(operationId)}, found "nonsense"`, field: "expand" },
        ],
      },
    );
  });

  const good = ["expand=presence,team", "expand=presence&expand=team"];
  test.each(contractNames.flatMap((contract) => good.map((query) => ({ contract, query }))))(
    "answers 200 to $query, $contract",
    async ({ contract, query }) => {
      const response = await read(contract, `${path}?${query}`);
      expect(response.status).toBe(200);
      expectValidAnswer(response, { contract: contracts.get(contract), operationId });
    },
  );
});
