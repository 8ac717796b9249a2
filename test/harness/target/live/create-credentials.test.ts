import { describe, expect, onTestFinished, test } from "vitest";
import type { ChosenToken } from "#harness/target/live/choose-token.ts";
import { createCredentials } from "#harness/target/live/create-credentials.ts";
import type { ClientLogin } from "#harness/target/live/environment.ts";
import { serveReplies } from "#test/harness/target/serve-replies.ts";

const [pinned, another] = ["11111111-2222-4333-8444-555555555555", "99999999-2222-4333-8444-555555555555"];
const ours = { id: "our-client", secret: "our-secret" };
const theirs = { id: "their-client", secret: "their-secret" };

/** Whose token is whose: the login host gives the first one of these that is left. */
const organizations: Readonly<Record<string, string>> = { "our-token": pinned, "their-token": another };

/** Credentials of a run with a pasted token of the pinned organization, at a host whose next login gives `login`. */
async function credentialsOf({
  login,
  client,
  isPinned = true,
}: {
  login: string;
  client?: ClientLogin;
  isPinned?: boolean;
}) {
  const host = await serveReplies([{ status: 200, body: { access_token: login, expires_in: 86_400 } }]);
  onTestFinished(() => host.close());
  const read: string[] = [];
  const credentials = createCredentials(
    {
      kind: "config",
      apiUrl: host.url,
      loginUrl: host.url,
      accessToken: "our-token",
      secrets: [],
      ...(client === undefined ? {} : { client }),
      ...(isPinned ? { organizationId: pinned } : {}),
    },
    {
      ca: undefined,
      pace: async () => {},
      onSecret: () => {},
      callOrg: async ({ authorization }) => {
        const token = authorization.replace("Bearer ", "");
        read.push(token);
        return { kind: "answered", status: 200, headers: {}, body: { id: organizations[token] } };
      },
    },
  );
  return { credentials, logins: () => host.seen.length, read };
}

const chosen = (client: ChosenToken["client"], token: ChosenToken["token"]): ChosenToken => ({
  kind: "chosen",
  ...(client === undefined ? {} : { client }),
  token,
});
const tokens: readonly (readonly [string, ChosenToken["token"]])[] = [
  ["its login's token", { from: "login", source: "AN_ID" }],
  ["no token", { from: "none" }],
  ["a token that the scenario made up", { from: "scenario", text: "our-token" }],
  ["a pasted token of the pinned organization", { from: "environment", source: "A_TOKEN", text: "our-token" }],
];

describe("createCredentials, pinned", () => {
  test.each(tokens)("refuses a client of another organization that launches with %s", async (_what, token) => {
    const { credentials, logins } = await credentialsOf({ login: "their-token" });
    const asked = credentials.tokenFor(chosen(theirs, token), "launches");
    await expect(asked).rejects.toThrow(`(${another}), and GENESYS_ORG_ID pins this run to ${pinned}`);
    expect(logins()).toBe(1);
  });

  test.each(tokens)("gives a client of the pinned organization %s, after one look", async (_what, token) => {
    const { credentials, logins, read } = await credentialsOf({ login: "our-token" });
    const expected = token.from === "none" ? undefined : "our-token";
    expect(await credentials.tokenFor(chosen(ours, token), "launches")).toBe(expected);
    expect(await credentials.tokenFor(chosen(ours, token), "writes")).toBe(expected);
    expect(logins()).toBe(1);
    expect(read).toEqual(["our-token"]);
  });

  test("checks the run's own client as well where a token was pasted beside it", async () => {
    const { credentials } = await credentialsOf({ login: "their-token", client: theirs });
    expect(await credentials.own()).toBe("our-token");
    await expect(credentials.tokenFor(chosen(theirs, { from: "none" }), "writes")).rejects.toThrow(another);
  });

  test.each<[string, ChosenToken["token"]]>([
    ["no token", { from: "none" }],
    ["a token that the scenario made up", { from: "scenario", text: "anything" }],
  ])("looks at nobody who only reads with %s", async (_what, token) => {
    const { credentials, logins, read } = await credentialsOf({ login: "their-token" });
    await credentials.tokenFor(chosen(theirs, token), "reads");
    expect([logins(), read]).toEqual([0, []]);
  });

  test("looks at a pasted token of another organization even where it only reads", async () => {
    const { credentials } = await credentialsOf({ login: "our-token" });
    const pasted = chosen(ours, { from: "environment", source: "A_TOKEN", text: "their-token" });
    await expect(credentials.tokenFor(pasted, "reads")).rejects.toThrow(another);
  });

  test("needs no login where the run has only an access token", async () => {
    const { credentials, logins } = await credentialsOf({ login: "their-token" });
    expect(await credentials.tokenFor(chosen(undefined, { from: "none" }), "launches")).toBeUndefined();
    expect(logins()).toBe(0);
  });
});

test("createCredentials, not pinned, looks at no client", async () => {
  const { credentials, logins } = await credentialsOf({ login: "their-token", isPinned: false });
  await credentials.tokenFor(chosen(theirs, { from: "none" }), "writes");
  expect(logins()).toBe(0);
});
