import { describe, expect, test } from "vitest";
import { formatFlow, formatFlowVersion } from "#mock-server/domain/flows/flow-body.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aFlow } from "#test/helpers/entities.ts";

const flow = aFlow({ id: "f1", name: "Callback", divisionId: "d1", version: "3.0" });
const version = {
  id: "3.0",
  name: "3.0",
  commitVersion: "3.0",
  type: "PUBLISH",
  secure: false,
  debug: false,
  configurationUri: "/api/v2/flows/f1/versions/3.0/configuration",
  selfUri: "/api/v2/flows/f1/versions/3.0",
};

describe("formatFlow", () => {
  test("shows a published flow with its published version", async () => {
    const org = anOrg({ divisions: [{ id: "d1", name: "Home", description: "", homeDivision: true }] });
    expect(await formatFlow({ ...flow, description: "Calls back" }, org)).toEqual({
      id: "f1",
      name: "Callback",
      division: { id: "d1", name: "Home", selfUri: "/api/v2/authorization/divisions/d1" },
      description: "Calls back",
      type: "WORKFLOW",
      active: true,
      system: false,
      deleted: false,
      publishedVersion: version,
      savedVersion: version,
      selfUri: "/api/v2/flows/f1",
    });
  });

  test("shows no published version of a flow that has none, and no name of a division that is gone", async () => {
    expect(await formatFlow({ ...flow, state: "unpublished" }, anOrg())).toEqual({
      id: "f1",
      name: "Callback",
      division: { id: "d1", selfUri: "/api/v2/authorization/divisions/d1" },
      type: "WORKFLOW",
      active: false,
      system: false,
      deleted: false,
      savedVersion: { ...version, type: "SAVE" },
      selfUri: "/api/v2/flows/f1",
    });
  });

  test("shows the input schema on the flow and on its version", async () => {
    const inputSchema = { type: "object" };
    expect(await formatFlow({ ...flow, inputSchema }, anOrg())).toMatchObject({
      inputSchema,
      publishedVersion: { inputSchema },
    });
  });
});

describe("formatFlowVersion", () => {
  test("has the type SAVE where it was saved after the published one", () => {
    const later = { ...flow, publishedVersion: "2.0" };
    expect(["1.0", "2.0", "3.0"].map((id) => formatFlowVersion(later, id)["type"])).toEqual([
      "PUBLISH",
      "PUBLISH",
      "SAVE",
    ]);
  });

  test("shows when the first version was created and when the published one was published", () => {
    const dated = { ...flow, createdAt: "2026-01-01T00:00:00.000Z", publishedAt: "2026-02-01T00:00:00.000Z" };
    expect(formatFlowVersion(dated, "1.0")).toEqual(expect.not.objectContaining({ datePublished: expect.anything() }));
    expect(formatFlowVersion(dated, "1.0")).toMatchObject({ dateCreated: Date.UTC(2026, 0, 1) });
    expect(formatFlowVersion(dated, "3.0")).toMatchObject({ datePublished: "2026-02-01T00:00:00.000Z" });
  });

  test("leaves out the schemas where they are not wanted", () => {
    const schemas = { inputSchema: { type: "object" }, outputSchema: { type: "object" } };
    expect(formatFlowVersion({ ...flow, ...schemas }, "3.0")).toMatchObject(schemas);
    expect(formatFlowVersion({ ...flow, ...schemas }, "3.0", { schemas: false })).toEqual(version);
  });

  test("shows the version that it was given, not the latest", () => {
    expect(formatFlowVersion(flow, "1.0")).toEqual({
      ...version,
      id: "1.0",
      name: "1.0",
      commitVersion: "1.0",
      configurationUri: "/api/v2/flows/f1/versions/1.0/configuration",
      selfUri: "/api/v2/flows/f1/versions/1.0",
    });
  });
});
