import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aFlow } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const { publishedFlow, approvalFlow, deletedFlow, neverSavedFlow, unknownFlow } = knownIds;

const read = ({ api }: TestMock, path: string) =>
  api.get(`/api/v2/flows/${path}`).auth(knownTokens.fullAccess, { type: "bearer" });

/** Every operation on a part of a flow, with the rest of its path. */
const parts = [
  { operationId: "getFlowVersions", rest: "versions" },
  { operationId: "getFlowVersion", rest: "versions/1.0" },
  { operationId: "getFlowVersionConfiguration", rest: "versions/1.0/configuration" },
  { operationId: "getFlowLatestconfiguration", rest: "latestconfiguration" },
] as const;
const partsPerContract = contractNames.flatMap((contract) => parts.map((part) => ({ contract, ...part })));

describe("the parts of a flow", () => {
  test.each(partsPerContract)("are 404 where no flow has the id: $rest, $contract", async (one) => {
    const response = await read(aMock({ contracts, contract: one.contract }), `${unknownFlow}/${one.rest}`);
    const asked = { contract: contracts.get(one.contract), operationId: one.operationId };
    expectRefusal(response, asked, {
      status: 404,
      code: one.contract === "published" ? "architect.flow.not.found" : "not_found",
      message: "Could not find flow with specified ID.",
    });
  });

  test.each(partsPerContract)("are 410 where the flow is deleted: $rest, $contract", async (one) => {
    const server = aMock({ contracts, contract: one.contract });
    const asked = { contract: contracts.get(one.contract), operationId: one.operationId };
    for (const query of ["", "?deleted=false"]) {
      expectRefusal(await read(server, `${deletedFlow}/${one.rest}${query}`), asked, {
        status: 410,
        code: one.contract === "published" ? "architect.flow.deleted" : "gone",
        message: "Flow has been deleted.",
      });
    }
    const response = await read(server, `${deletedFlow}/${one.rest}?deleted=true`);
    expect(response.status).toBe(200);
    expectValidAnswer(response, asked);
  });

  test.each(parts.slice(0, 1).concat(parts.slice(3)))(
    "are 400 to deleted=maybe: $rest",
    async ({ rest, operationId }) => {
      const response = await read(aMock({ contracts }), `${publishedFlow}/${rest}?deleted=maybe`);
      expectRefusal(
        response,
        { contract: contracts.get("published"), operationId },
        {
          status: 400,
          code: "invalid.query.param.value",
          message: "Value [maybe] is not valid for parameter [deleted]. Allowable values are: [true, false]",
        },
      );
    },
  );

  test.each(parts.slice(1, 3))("take any text for deleted, which is a text there: $rest", async ({ rest }) => {
    expect((await read(aMock({ contracts }), `${publishedFlow}/${rest}?deleted=maybe`)).status).toBe(200);
  });
});

describe.each(contractNames)("GET /api/v2/flows/{flowId}/versions, %s", (contract) => {
  const asked = { contract: contracts.get(contract), operationId: "getFlowVersions" } as const;

  test("answers 200 with every version, the oldest first", async () => {
    const response = await read(aMock({ contracts, contract }), `${approvalFlow}/versions`);
    const { entities, ...page } = response.body;
    expect(entities.map(({ id, type }: { id: string; type: string }) => `${id} ${type}`)).toEqual([
      ...["1.0 PUBLISH", "2.0 PUBLISH", "3.0 PUBLISH", "4.0 PUBLISH", "5.0 PUBLISH", "6.0 SAVE"],
    ]);
    const uri = `/api/v2/flows/${approvalFlow}/versions?pageSize=25&pageNumber=1`;
    const links = { firstUri: uri, lastUri: uri, selfUri: uri };
    expect(page).toEqual({ pageSize: 25, pageNumber: 1, total: 6, pageCount: 1, ...links });
    expectValidAnswer(response, asked);
  });

  test("answers an empty listing for a flow that was never saved", async () => {
    const response = await read(aMock({ contracts, contract }), `${neverSavedFlow}/versions`);
    expect(response.body).toMatchObject({ entities: [], total: 0, pageCount: 0 });
    expectValidAnswer(response, asked);
  });
});

describe("GET /api/v2/flows/{flowId}/versions, the pages", () => {
  test("are made one at a time, whatever the number of versions", async () => {
    const server = aMock({ contracts });
    await server.mock.org().flows.put(aFlow({ id: "a b", version: "999999999.0" }));
    const response = await read(server, "a%20b/versions?pageSize=2&pageNumber=499999999");
    expect(response.body).toMatchObject({
      entities: [{ id: "999999997.0" }, { id: "999999998.0" }],
      total: 999_999_999,
      previousUri: "/api/v2/flows/a%20b/versions?pageSize=2&pageNumber=499999998",
      nextUri: "/api/v2/flows/a%20b/versions?pageSize=2&pageNumber=500000000",
    });
    expect((await read(server, "a%20b/versions?pageNumber=2147483647")).body.entities).toEqual([]);
  });
});

describe.each(contractNames)("GET /api/v2/flows/{flowId}/versions/{versionId}, %s", (contract) => {
  const asked = { contract: contracts.get(contract), operationId: "getFlowVersion" } as const;

  test("answers 200 with the version, published or only saved", async () => {
    const server = aMock({ contracts, contract });
    for (const [id, type] of [
      ["5.0", "PUBLISH"],
      ["6.0", "SAVE"],
    ]) {
      const response = await read(server, `${approvalFlow}/versions/${id}`);
      expect(response.body).toMatchObject({ id, type, selfUri: `/api/v2/flows/${approvalFlow}/versions/${id}` });
      expectValidAnswer(response, asked);
    }
  });

  const missing = [
    `${approvalFlow}/versions/7.0`,
    `${approvalFlow}/versions/0.0`,
    `${approvalFlow}/versions/5`,
    `${approvalFlow}/versions/__proto__`,
    `${neverSavedFlow}/versions/1.0`,
  ];
  test.each(missing)("answers 404 to a version that the flow does not have: %s", async (path) => {
    const server = aMock({ contracts, contract });
    for (const operationId of ["getFlowVersion", "getFlowVersionConfiguration"] as const) {
      const rest = operationId === "getFlowVersion" ? "" : "/configuration";
      expectRefusal(
        await read(server, `${path}${rest}`),
        { ...asked, operationId },
        {
          status: 404,
          code: contract === "published" ? "architect.flow.version.missing" : "not_found",
          message: "Specified flow version is missing.",
        },
      );
    }
  });
});

describe("the configuration of a flow", () => {
  test("answers 404 for a flow that was never saved, published", async () => {
    const asked = { contract: contracts.get("published"), operationId: "getFlowLatestconfiguration" } as const;
    expectRefusal(await read(aMock({ contracts }), `${neverSavedFlow}/latestconfiguration`), asked, {
      status: 404,
      code: "flow.no.config.available",
      message: "Flow has no saved or checked-in configuration.",
    });
  });

  test("answers 404 for a flow that was never saved, thread", async () => {
    const asked = { contract: contracts.get("thread"), operationId: "getFlowLatestconfiguration" } as const;
    const server = aMock({ contracts, contract: "thread" });
    expectRefusal(await read(server, `${neverSavedFlow}/latestconfiguration`), asked, {
      status: 404,
      code: "not_found",
      message: "Flow has no saved or checked-in configuration.",
    });
  });

  test("has the top-level properties of a captured one, and the variables of the flow's schemas", async () => {
    const response = await read(aMock({ contracts }), `${approvalFlow}/latestconfiguration`);
    expect(response.status).toBe(200);
    expect(Object.keys(response.body)).toEqual([
      ...["name", "description", "type", "defaultLanguage", "supportedLanguages", "supportedLanguageOptions"],
      ...["initialSequence", "nextTrackingNumber", "flowSequenceItemList", "variables", "manifest", "errorHandling"],
      ...["defaultSettings", "debugSettings", "uiMetaData", "customDefinitions", "flowMetaData", "versionMetaData"],
    ]);
    expect(response.body).toMatchObject({ name: "Purchase approval", type: "workflow" });
    const variables = response.body.variables.map(
      ({ name, isInput, isOutput }: { name: string; isInput: boolean; isOutput: boolean }) => [name, isInput, isOutput],
    );
    expect(variables).toEqual([
      ["Flow.customerId", true, false],
      ["Flow.amount", true, false],
      ["Flow.dueDate", true, false],
      ["Flow.approvedAmount", false, true],
      ["Flow.message", false, true],
    ]);
    const [sequence] = response.body.flowSequenceItemList;
    expect(sequence.id).toBe(response.body.initialSequence);
    expect(sequence.startAction).toBe(sequence.actionList[0].id);
  });

  test("is the same, byte for byte, whenever and by whichever version it is read", async () => {
    const server = aMock({ contracts });
    const first = await read(server, `${approvalFlow}/latestconfiguration`);
    expect((await read(server, `${approvalFlow}/latestconfiguration`)).text).toBe(first.text);
    expect((await read(server, `${approvalFlow}/versions/2.0/configuration`)).text).toBe(first.text);
  });
});
