import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { type ExpectedRefusal, expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const path = "/api/v2/flows/executions";
const asked = { contract: contracts.get("thread"), operationId: "postFlowsExecutions" } as const;
const flowId = knownIds.publishedFlow;
const initiator = { id: knownIds.activeUser };

const launch = (body: unknown, token: string = knownTokens.fullAccess) =>
  aMock({ contracts, contract: "thread" })
    .api.post(path)
    .auth(token, { type: "bearer" })
    .type("application/json")
    .send(JSON.stringify(body));

const invalid = (...errors: NonNullable<ExpectedRefusal["errors"]>): ExpectedRefusal => ({
  status: 400,
  code: "bad_request",
  message: "The request body is not valid.",
  errors,
});
const unknownField = (field: string, known: string) => ({
  code: "unknown_field",
  message: `expected one of the properties ${known}, found the unknown property "${field.split(".").at(-1)}"`,
  field,
});
const required = (field: string) => ({ code: "required", message: `${field} is required`, field });
const known = "flowId, type, initiator, context, variables";

describe("POST /api/v2/flows/executions, the thread's body", () => {
  test.each([
    { place: "at the top", body: { flowId, type: "user", initiator } },
    { place: "inside initiator", body: { flowId, initiator: { ...initiator, type: "user" } } },
    { place: "in both, equal", body: { flowId, type: "user", initiator: { ...initiator, type: "user" } } },
    { place: "as system", body: { flowId, type: "system", initiator } },
    { place: "as email", body: { flowId, type: "email", initiator } },
    { place: "with an empty context", body: { flowId, type: "user", initiator, context: {} } },
    { place: "with variables", body: { flowId, type: "user", initiator, variables: { a: null } } },
    { place: "with both", body: { flowId, type: "user", initiator, context: { a: { b: [] } }, variables: {} } },
  ])("answers 200 to type $place", async ({ body }) => {
    const response = await launch(body);
    expect(response.status).toBe(200);
    expectValidAnswer(response, asked);
  });

  test("answers 400 and the field initiator.type when the two types differ", async () => {
    const response = await launch({ flowId, type: "user", initiator: { ...initiator, type: "system" } });
    expectRefusal(
      response,
      asked,
      invalid({
        code: "invalid_value",
        message: 'expected the same value as type, the text "user", found the text "system"',
        field: "initiator.type",
      }),
    );
  });

  test("answers 400 and the field type when it stands in neither place", async () => {
    expectRefusal(await launch({ flowId, initiator }), asked, invalid(required("type")));
  });

  test.each(["bot", "USER", "", "User"])("answers 400 to the type %s", async (type) => {
    const refusal = { code: "invalid_value", message: `expected one of user, system, email, found the text "${type}"` };
    expectRefusal(await launch({ flowId, type, initiator }), asked, invalid({ ...refusal, field: "type" }));
    expectRefusal(
      await launch({ flowId, initiator: { ...initiator, type } }),
      asked,
      invalid({ ...refusal, field: "initiator.type" }),
    );
  });

  test("answers 400 to the request as it was asked about, {flowId, context}, and names what is missing", async () => {
    const response = await launch({ flowId, context: { source: "desktop_app" } });
    expectRefusal(response, asked, invalid(required("initiator"), required("type")));
  });

  test("lists every fault of a body, in the contract's order", async () => {
    const response = await launch({ flowId: 5, initiator: { name: "x" }, context: null, inputData: {} });
    expectRefusal(
      response,
      asked,
      invalid(
        unknownField("inputData", known),
        unknownField("initiator.name", "id, type"),
        { code: "invalid_type", message: "expected a string, found the number 5", field: "flowId" },
        { code: "invalid_type", message: "expected an object, found null", field: "context" },
        required("initiator.id"),
        required("type"),
      ),
    );
  });

  test.each(["context", "variables"])("answers 400 to null and to a list as %s", async (field) => {
    for (const [value, found] of [
      [null, "null"],
      [[], "an array"],
      ["{}", 'the text "{}"'],
    ] as const) {
      expectRefusal(
        await launch({ flowId, type: "user", initiator, [field]: value }),
        asked,
        invalid({ code: "invalid_type", message: `expected an object, found ${found}`, field }),
      );
    }
  });

  test.each(["inputData", "name", "flowVersion"])(
    "answers 400 to %s, which only the published body has",
    async (name) => {
      const response = await launch({ flowId, type: "user", initiator, [name]: null });
      expectRefusal(response, asked, invalid(unknownField(name, known)));
    },
  );

  test("answers 400 to a body that is no object", async () => {
    expectRefusal(
      await launch([]),
      asked,
      invalid({ code: "invalid_type", message: "expected an object, found an array", field: "body" }),
    );
  });

  test.each([
    "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
    "f0000000-0000-1000-8000-00000000ffff",
    "F0000000-0000-7000-C000-00000000FFFF",
    "00000000-0000-0000-0000-000000000000",
  ])("takes a flow id that is a UUID of any version: %s", async (id) => {
    const response = await launch({ flowId: id, type: "user", initiator });
    expect(response.status).toBe(id === flowId ? 200 : 404);
    expectValidAnswer(response, asked);
  });

  test.each(["not-a-uuid", "", "a1b2c3d4e5f67890abcdef1234567890", `{${flowId}}`, ` ${flowId}`])(
    "answers 400 to the flow id %s, which is no UUID with hyphens",
    async (id) => {
      expectRefusal(
        await launch({ flowId: id, type: "user", initiator }),
        asked,
        invalid({
          code: "invalid_value",
          message: `expected a UUID with hyphens, 8-4-4-4-12, found the text "${id}"`,
          field: "flowId",
        }),
      );
    },
  );
});

describe("POST /api/v2/flows/executions, the thread's initiator", () => {
  const refusedIds = [
    { who: "an inactive user", id: knownIds.inactiveUser, found: "a user whose state is inactive" },
    { who: "a deleted user", id: knownIds.deletedUser, found: "a user whose state is deleted" },
    { who: "an unknown user", id: knownIds.unknownUser, found: "an id that no user has" },
    { who: "any other text", id: "me", found: "an id that no user has" },
    { who: "an empty text", id: "", found: "an id that no user has" },
  ] as const;
  const reference = (found: string) => ({
    code: "invalid_reference",
    message: `expected the id of an existing user whose state is active, found ${found}`,
    field: "initiator.id",
  });

  test.each(refusedIds)("answers 400 to the id of $who", async ({ id, found }) => {
    expectRefusal(await launch({ flowId, type: "user", initiator: { id } }), asked, invalid(reference(found)));
  });

  test.each(refusedIds)("answers 400 to the id of $who before it looks at the scope", async ({ id, found }) => {
    const response = await launch({ flowId, type: "user", initiator: { id } }, knownTokens.noLaunch);
    expectRefusal(response, asked, invalid(reference(found)));
  });

  test("answers 403 once the body is right", async () => {
    const response = await launch({ flowId, type: "user", initiator }, knownTokens.noLaunch);
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code: "forbidden" });
  });

  test("answers 401 before it looks at the body", async () => {
    const response = await launch({}, "nobodys-token");
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject({ code: "unauthorized", errors: [] });
  });

  test("looks the initiator up whatever its type", async () => {
    const response = await launch({ flowId, type: "system", initiator: { id: knownIds.unknownUser } });
    expectRefusal(response, asked, invalid(reference("an id that no user has")));
  });

  test("answers 400 to an id that is no text, without looking it up", async () => {
    expectRefusal(
      await launch({ flowId, type: "user", initiator: { id: 7 } }),
      asked,
      invalid({ code: "invalid_type", message: "expected a string, found the number 7", field: "initiator.id" }),
    );
  });
});
