import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { checkRules } from "#mock-server/validate/check-rules.ts";
import { aMatchedCall } from "#test/helpers/a-call.ts";
import { aContractWithBody } from "#test/helpers/a-contract.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aUser } from "#test/helpers/entities.ts";

const published = createContractTable().get("published");

/** The problems that the `x-` rules of a schema find in a body. */
function check(schema: Readonly<Record<string, unknown>>, body: unknown, org = anOrg()) {
  const { contract, operation } = aContractWithBody(published, schema);
  return checkRules(body, aMatchedCall(contract, operation), org);
}

const oneValue = { "x-one-value": { places: ["type", "initiator.type"] } };
const reference = { properties: { owner: { properties: { id: { "x-reference": { state: "active" } } } } } };

describe("checkRules x-one-value", () => {
  test.each([
    { type: "user" },
    { initiator: { type: "user" } },
    { type: "user", initiator: { type: "user" } },
    { type: null, initiator: [] },
  ])("takes one value in either place or the same in both: %j", async (body) => {
    expect(await check(oneValue, body)).toEqual([]);
  });

  test.each([{}, { initiator: {} }, { initiator: "type" }, { initiator: null }])(
    "finds the first place missing when no place has a value: %j",
    async (body) => {
      expect(await check(oneValue, body)).toMatchObject([
        { rule: "missing-property", pointer: "/type", field: "type", slots: ["type is required"] },
      ]);
    },
  );

  test("finds the last place wrong when the values differ", async () => {
    expect(await check(oneValue, { type: "user", initiator: { type: "system" } })).toEqual([
      {
        check: "validate",
        rule: "constraint",
        in: "body",
        pointer: "/initiator/type",
        field: "initiator.type",
        expected: 'the same value as type, the text "user"',
        found: 'the text "system"',
        slots: ['initiator.type: expected the same value as type, the text "user", found the text "system"'],
      },
    ]);
  });

  test("does not take what every object inherits for a value", async () => {
    const schema = { "x-one-value": { places: ["constructor", "toString"] } };
    expect(await check(schema, {})).toMatchObject([{ rule: "missing-property", field: "constructor" }]);
  });
});

describe("checkRules x-reference", () => {
  const org = anOrg({ users: [aUser({ id: "u1", state: "active" }), aUser({ id: "u2", state: "inactive" })] });

  test("takes the id of a user in that state", async () => {
    expect(await check(reference, { owner: { id: "u1" } }, org)).toEqual([]);
  });

  test.each([
    ["u2", "a user whose state is inactive"],
    ["U1", "an id that no user has"],
    ["", "an id that no user has"],
  ])("refuses the id %j", async (id, found) => {
    expect(await check(reference, { owner: { id } }, org)).toEqual([
      {
        check: "validate",
        rule: "reference",
        in: "body",
        pointer: "/owner/id",
        field: "owner.id",
        expected: "the id of an existing user whose state is active",
        found,
        slots: [`owner.id: expected the id of an existing user whose state is active, found ${found}`],
      },
    ]);
  });

  test.each([{}, { owner: {} }, { owner: { id: 5 } }, { owner: null }])(
    "leaves an absent id or one of another type to the schema: %j",
    async (body) => {
      expect(await check(reference, body, org)).toEqual([]);
    },
  );
});

describe("checkRules", () => {
  test("finds nothing with a schema without rules", async () => {
    expect(await check({ type: "object" }, { type: 5 })).toEqual([]);
  });

  test("keeps the rules of two contracts apart", async () => {
    expect(await check(oneValue, {})).toHaveLength(1);
    expect(await check(reference, {})).toEqual([]);
  });
});
