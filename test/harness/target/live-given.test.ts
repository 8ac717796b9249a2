import { describe, expect, test } from "vitest";
import type { Given } from "#harness/scenario/scenario.ts";
import { NotComparableError } from "#harness/target/target.ts";
import type { knownIds } from "#mock-server/seed/known-ids.ts";
import { aStandIn, asked, failureOf, get, liveAt } from "./a-live-target.ts";
import { aWantedOrg } from "./a-wanted-org.ts";

const organizationPath = "/api/v2/organizations/me";

describe("createLiveTarget, given", { timeout: 30_000 }, () => {
  test.each<[Given, string]>([
    [{ faults: [{ status: 503 }] }, "given.faults: a fault on order"],
    [{ settings: { unknownProperties: "drop" } }, "given.settings: a real org has no settings"],
    [{ oauthClient: "No launch" }, "set GENESYSCLOUD_OAUTHCLIENT_ID__NO_LAUNCH and"],
    [{ token: { permissions: [] } }, "it is about what a token may"],
  ])("cannot be %j there, and nothing is sent", async (given, why) => {
    const standIn = await aStandIn();
    const failure = await failureOf(liveAt(standIn).prepare(aWantedOrg(given)));
    expect(failure).toBeInstanceOf(NotComparableError);
    expect(failure.message).toContain(why);
    expect(standIn.requests()).toEqual([]);
  });

  test("logs in with the client that is bound by name", async () => {
    const standIn = await aStandIn();
    const env = standIn.environment({ clients: ["No launch"], user: true });
    const target = liveAt(standIn, { env });
    const limited = await target.prepare(aWantedOrg({ oauthClient: "No launch", token: { permissions: [] } }));
    expect(limited.clientId).toBe(env["GENESYSCLOUD_OAUTHCLIENT_ID__NO_LAUNCH"]);
    expect(limited.secrets).toContain(env["GENESYSCLOUD_OAUTHCLIENT_SECRET__NO_LAUNCH"]);
    expect(limited.accessToken).not.toBe((await target.prepare(aWantedOrg())).accessToken);
    const user = await target.prepare(aWantedOrg({ token: { userId: standIn.org.idOf("activeUser") } }));
    expect(await get(user, "/api/v2/users/me")).toBe(200);
  });

  test("is no token where the scenario says so, and a made-up one as it is", async () => {
    const target = liveAt(await aStandIn());
    expect(await target.prepare(aWantedOrg({ token: "none" }))).not.toHaveProperty("accessToken");
    const madeUp = await target.prepare(aWantedOrg({ token: { value: "made-up" } }, { effect: "launches" }));
    expect(madeUp.accessToken).toBe("made-up");
  });

  test("is not a token of another organization, where more is done than reading", async () => {
    const standIn = await aStandIn();
    const target = liveAt(standIn, { allow: "launches" });
    const [value, foreign] = [standIn.org.tokenOf("readOnly"), standIn.org.tokenOf("noLaunch")];
    await target.prepare(aWantedOrg({ token: { value } }, { effect: "launches" }));
    const other = "11111111-2222-4333-8444-555555555555";
    standIn.differ({ retypedField: { match: `GET ${organizationPath}`, pointer: "/id", value: other } });
    await target.prepare(aWantedOrg({ token: { value: foreign } }));
    const launching = target.prepare(aWantedOrg({ token: { value: foreign } }, { effect: "launches" }));
    expect((await failureOf(launching)).message).toContain(`(${other}), and GENESYS_ORG_ID pins this run`);
  });

  test.each<[part: "flows" | "users", name: keyof typeof knownIds, state: string]>([
    ["flows", "publishedFlow", "published"],
    ["flows", "unpublishedFlow", "unpublished"],
    ["flows", "deletedFlow", "deleted"],
    ["flows", "unknownFlow", "deleted"],
    ["users", "activeUser", "active"],
    ["users", "inactiveUser", "inactive"],
    ["users", "deletedUser", "deleted"],
  ])("is looked up: %s with %s, which is %s", async (part, name, state) => {
    const standIn = await aStandIn();
    const prepare = (given: Given) => liveAt(standIn).prepare(aWantedOrg(given));
    const id = standIn.org.idOf(name);
    await prepare({ [part]: [{ id, state, runsFor: 3 }] });
    const other = state === "deleted" ? (part === "flows" ? "published" : "active") : "deleted";
    const failure = await failureOf(prepare({ [part]: [{ id, state: other }] }));
    expect(failure).toBeInstanceOf(NotComparableError);
    const found = name === "unknownFlow" ? "not there" : state;
    expect(failure.message).toBe(
      `given.${part}: "${id}" should be ${other}, and in the real org it is ${found}; bind another id, or change it there`,
    );
    expect(asked(standIn).filter((call) => !call.startsWith("GET "))).toEqual([
      "POST /oauth/token",
      "POST /oauth/token",
    ]);
  });

  test("only has to be there where the scenario names no state, and of the type that it names", async () => {
    const standIn = await aStandIn();
    const prepare = (given: Given) => liveAt(standIn).prepare(aWantedOrg(given));
    const id = standIn.org.idOf("notLaunchableFlow");
    await prepare({ flows: [{ id }, { id, type: "inboundcall" }], users: [{ id: standIn.org.idOf("inactiveUser") }] });
    expect((await failureOf(prepare({ flows: [{ id, type: "WORKFLOW" }] }))).message).toContain(
      "should be of type WORKFLOW, and in the real org it is of type INBOUNDCALL",
    );
    expect((await failureOf(prepare({ users: [{ id: "nobody" }] }))).message).toContain("should be there");
  });

  test("ends with exit code 3 where it may not be read", async () => {
    const standIn = await aStandIn({ differences: { status: { match: "GET /api/v2/flows/*", status: 403 } } });
    const failure = await failureOf(liveAt(standIn).prepare(aWantedOrg({ flows: [{ id: "f" }] })));
    expect(failure).toMatchObject({ exitCode: 3 });
    expect(failure.message).toContain("The OAuth client needs the permission architect:flow:view.");
  });
});
