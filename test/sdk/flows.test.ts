import platformClient from "purecloud-platform-client-v2";
import { describe, expect, test } from "vitest";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aPointedSdk, refusalOf } from "./a-pointed-sdk.ts";

const architect = new platformClient.ArchitectApi();

describe("getFlows", () => {
  test("filters by several types, which the SDK sends as one value with commas", async () => {
    const { useToken, calls } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const { entities = [] } = await architect.getFlows({ type: ["securecall", "commonmodule"], pageSize: 100 });
    expect(new Set(entities.map(({ type }) => type))).toEqual(new Set(["SECURECALL", "COMMONMODULE"]));
    expect(calls()[0]).toMatch(/type=securecall,commonmodule/);
  });

  test("gives every flow of a type once, page by page", async () => {
    const { mock, useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const ids: (string | undefined)[] = [];
    let pageCount = 1;
    for (let pageNumber = 1; pageNumber <= pageCount; pageNumber += 1) {
      const page = await architect.getFlows({ type: ["workflow"], pageSize: 7, pageNumber, sortBy: "name" });
      pageCount = page.pageCount ?? 0;
      ids.push(...(page.entities ?? []).map(({ id }) => id));
    }
    const flows = (await mock.org().flows.list()).filter(
      ({ type, state }) => type === "WORKFLOW" && state !== "deleted",
    );
    expect([...ids].sort()).toEqual(flows.map(({ id }) => id).sort());
  });

  test("finds a flow by name and division, and deleted flows only when asked to", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const named = await architect.getFlows({ name: "Desktop*", divisionId: [knownIds.homeDivision] });
    expect(named.entities?.map(({ id }) => id)).toEqual([knownIds.publishedFlow]);
    expect(await architect.getFlows({ name: "Old callback" })).toMatchObject({ total: 0 });
    const withDeleted = await architect.getFlows({ name: "Old callback", deleted: true });
    expect(withDeleted.entities).toMatchObject([{ id: knownIds.deletedFlow, deleted: true }]);
  });

  test("is rejected for a date that is none, and for an unknown type", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await refusalOf(architect.getFlows({ publishedAfter: "yesterday" }))).toMatchObject({
      code: "invalid.date",
    });
    expect(await refusalOf(architect.getFlows({ type: ["fax"] }))).toMatchObject({
      status: 400,
      code: "invalid.query.param.value",
      message: expect.stringContaining("Value [fax] is not valid for parameter [type]"),
    });
  });
});

describe("getFlow", () => {
  test("gives the flow with its published version", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await architect.getFlow(knownIds.publishedFlow)).toMatchObject({
      id: knownIds.publishedFlow,
      name: "Desktop callback",
      type: "WORKFLOW",
      publishedVersion: { id: "3.0" },
      deleted: false,
    });
  });

  test("is rejected with 410 for a deleted flow, which deleted: true still gives", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await refusalOf(architect.getFlow(knownIds.deletedFlow))).toMatchObject({
      status: 410,
      code: "architect.flow.deleted",
      message: "Flow has been deleted.",
    });
    expect(await architect.getFlow(knownIds.deletedFlow, { deleted: true })).toMatchObject({ deleted: true });
  });

  test("is rejected with 404 for a flow that nobody has", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await refusalOf(architect.getFlow(knownIds.unknownFlow))).toMatchObject({
      status: 404,
      code: "architect.flow.not.found",
    });
  });
});

describe("the versions of a flow", () => {
  test("are listed, and each can be read with its configuration", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const { entities = [] } = await architect.getFlowVersions(knownIds.publishedFlow);
    expect(entities.map(({ id }) => id)).toEqual(["1.0", "2.0", "3.0"]);
    expect(await architect.getFlowVersion(knownIds.publishedFlow, "2.0")).toMatchObject({ id: "2.0" });
    expect(await architect.getFlowVersionConfiguration(knownIds.publishedFlow, "2.0")).toHaveProperty("name");
  });

  test("are unknown beyond the latest", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const call = architect.getFlowVersion(knownIds.publishedFlow, "4.0");
    expect(await refusalOf(call)).toMatchObject({ status: 404 });
  });
});

describe("getFlowLatestconfiguration", () => {
  test("gives the configuration of a flow", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await architect.getFlowLatestconfiguration(knownIds.approvalFlow)).toMatchObject({
      name: "Purchase approval",
    });
  });

  test("is rejected for a flow that was never saved", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const call = architect.getFlowLatestconfiguration(knownIds.neverSavedFlow);
    expect(await refusalOf(call)).toMatchObject({ code: "flow.no.config.available" });
  });
});
