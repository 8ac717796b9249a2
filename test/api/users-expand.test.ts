import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { operationOf } from "#test/helpers/a-call.ts";
import { aMock, testTime } from "#test/helpers/a-mock.ts";
import { aToken, aUser } from "#test/helpers/entities.ts";
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

const everyName = (operationId: (typeof calls)[number]["operationId"]) =>
  operationOf(contracts.get("published"), operationId).parameters.find(({ name }) => name === "expand")?.schema
    .itemsEnum ?? [];

describe("expand, what it adds", () => {
  const ada = aUser({
    certifications: ["First aid"],
    profileSkills: ["Callbacks"],
    biography: { biography: "Born in a test." },
    employerInfo: { employeeId: "E7" },
    languagePreference: "fr-fr",
    lastLoginAt: "2026-03-01T08:00:00.000Z",
    lastTokenIssuedAt: "2026-03-01T08:00:01.000Z",
    welcomeSentAt: "2026-02-01T08:00:00.000Z",
    grants: [
      { roleId: "r1", divisionId: "*" },
      { roleId: "r1", divisionId: knownIds.homeDivision },
      { roleId: "gone", divisionId: "*" },
    ],
  });
  const role = {
    id: "r1",
    name: "Launcher",
    description: "",
    default: false,
    permissions: ["architect:flow:*", "a:b:c"],
  };

  /** What is there with an expansion that is not there without it. */
  async function added(names: string, token?: Parameters<typeof aToken>[1]): Promise<unknown> {
    const { mock, api } = aMock({ contracts });
    await mock.org().users.put(ada);
    await mock.org().roles.put(role);
    const text = await aToken(mock, token ?? {});
    const path = token === undefined ? `/api/v2/users/${ada.id}` : "/api/v2/users/me";
    const plain = await api.get(path).auth(text, { type: "bearer" });
    const response = await api.get(`${path}?expand=${names}`).auth(text, { type: "bearer" });
    expect(response.status).toBe(200);
    return Object.fromEntries(Object.entries(response.body).filter(([name]) => !(name in plain.body)));
  }

  const authorization = {
    roles: [{ id: "r1", name: "Launcher" }],
    permissions: ["a:b:c", "architect:flow:launch", "architect:flow:view"],
    permissionPolicies: [
      { domain: "architect", entityName: "flow", actionSet: ["*"], allowConditions: false },
      { domain: "a", entityName: "b", actionSet: ["c"], allowConditions: false },
    ],
  };
  test.each([
    ["authorization", { authorization }],
    ["authorization.unusedRoles", { authorization: { ...authorization, unusedRoles: [] } }],
    ["authorization.unusedRoles,authorization", { authorization: { ...authorization, unusedRoles: [] } }],
    ["groups,locations,skills,languages", { groups: [], locations: [], skills: [], languages: [] }],
    ["certifications,profileSkills", { certifications: ["First aid"], profileSkills: ["Callbacks"] }],
    ["biography", { biography: { biography: "Born in a test." } }],
    ["employerInfo", { employerInfo: { employeeId: "E7" } }],
    ["languagePreference", { languagePreference: "fr-fr" }],
    ["lasttokenissued", { lastTokenIssued: { dateIssued: "2026-03-01T08:00:01.000Z" } }],
    ["dateLastLogin", { dateLastLogin: "2026-03-01T08:00:00.000Z" }],
    ["dateWelcomeSent", { dateWelcomeSent: "2026-02-01T08:00:00.000Z" }],
    ["presence,routingStatus,station,team,customAttributes", {}],
  ])("adds by %s what the org knows of it", async (names, expected) => {
    expect(await added(names)).toEqual(expected);
  });

  test.each([
    ["date", { date: { currentDate: testTime } }],
    ["favorites,trustors,routingskills", { favorites: [], trustors: [], routingSkills: [] }],
    ["logCapture,fieldconfigs,geolocationsettings", {}],
  ])("adds by %s to the current user what the org knows of it", async (names, expected) => {
    expect(await added(names, { userId: ada.id })).toEqual(expected);
  });

  test("adds the organization, the token and the org's roles to the current user as their own operations give them", async () => {
    const { api } = aMock({ contracts });
    const get = async (path: string) => (await api.get(path).auth(knownTokens.user, { type: "bearer" })).body;
    const me = await get("/api/v2/users/me?expand=organization,token,orgauthorization");
    expect(me.organization).toEqual(await get("/api/v2/organizations/me"));
    expect(me.token).toEqual(await get("/api/v2/tokens/me"));
    const roles = (await get("/api/v2/authorization/roles?userCount=false&sortBy=id")).entities;
    expect(me.orgAuthorization).toEqual(expect.arrayContaining(roles));
    expect(me.orgAuthorization).toHaveLength(roles.length);
  });

  test("adds superiors, nearest first, siblings and direct reports, also where people manage each other", async () => {
    const { mock, api } = aMock({ contracts });
    const people = [
      aUser({ id: "boss", managerId: "owner" }),
      aUser({ id: "owner", managerId: "boss" }),
      aUser({ id: "me", managerId: "boss" }),
      aUser({ id: "sister", managerId: "boss" }),
      aUser({ id: "gone", managerId: "me", state: "deleted" }),
      aUser({ id: "report", managerId: "me" }),
    ];
    for (const person of people) await mock.org().users.put(person);
    const token = await aToken(mock, { userId: "me" });
    const { body } = await api
      .get("/api/v2/users/me?expand=superiors,directreports,adjacents")
      .auth(token, { type: "bearer" });
    const ids = (users: { id: string }[]) => users.map(({ id }) => id);
    expect(ids(body.superiors)).toEqual(["boss", "owner"]);
    expect(ids(body.directReports)).toEqual(["report"]);
    expect(ids(body.adjacents.superiors)).toEqual(["boss", "owner"]);
    expect(ids(body.adjacents.siblings)).toEqual(["owner", "sister"]);
    expect(ids(body.adjacents.directReports)).toEqual(["report"]);
  });

  test.each(contractNames.flatMap((contract) => calls.map((call) => ({ contract, ...call }))))(
    "adds nothing that the contract does not know when everything is asked for: $operationId, $contract",
    async ({ contract, operationId, path }) => {
      const response = await read(contract, `${path}?expand=${everyName(operationId).join(",")}`);
      expect(response.status).toBe(200);
      expectValidAnswer(response, { contract: contracts.get(contract), operationId });
    },
  );
});
