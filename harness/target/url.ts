import type { OrgData } from "#mock-server/org/entities.ts";
import { giveOrg, readControlAnswer, type SendOrder } from "./give-org.ts";
import { mockVariables } from "./mock-variables.ts";
import { sendCall } from "./send-call.ts";
import { NotComparableError, type Target, TargetError } from "./target.ts";

export interface UrlTargetOptions {
  /** Where the mock listens, e.g. `http://127.0.0.1:8088`. */
  readonly url: string;
  /** Of its control plane, where it was started with one. */
  readonly controlToken?: string;
}

/** What this target reads of a mock's org. */
type RemoteOrg = Pick<OrgData, "users" | "oauthClients">;

// An org of some thousand users is a few megabytes.
const longestAnswer = 32 * 1024 * 1024;

/**
 * A genesys-mock that runs elsewhere. It has one org, so it is reset before each run, and one client runs at a time. Sends
 * nothing before it is first used.
 */
export function createUrlTarget({ url, controlToken }: UrlTargetOptions): Target {
  const control = async (method: string, call: { readonly path: string; readonly body?: unknown }) => {
    const answer = await sendCall({
      baseUrl: url,
      method,
      path: `/__mock${call.path}`,
      headers: {
        ...(call.body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(controlToken === undefined ? {} : { Authorization: `Bearer ${controlToken}` }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      maxBytes: longestAnswer,
    });
    if (answer.kind === "failed") throw unreachable(url, answer.why);
    if (answer.status === 401 || answer.status === 403) throw locked(url, answer.body);
    return answer;
  };
  const order: SendOrder = async ({ path, body, at }) => readControlAnswer(await control("POST", { path, body }), at);

  const connect = async (): Promise<RemoteOrg> => {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw unreachable(url, "it is no http or https URL");
    const { status, body } = await control("GET", { path: "/health" });
    if (status !== 200 || !hasKey(body, "contracts"))
      throw unreachable(url, `its /__mock/health was answered ${status}`);
    await control("POST", { path: "/reset" });
    const org = await control("GET", { path: "/org" });
    if (org.status !== 200 || !isRemoteOrg(org.body)) {
      throw unreachable(url, `its /__mock/org was answered ${org.status} and without users and OAuth clients`);
    }
    return org.body;
  };
  let connected: Promise<RemoteOrg> | undefined;
  const org = () => {
    connected ??= connect();
    return connected;
  };

  return {
    name: "mock",
    side: "mock",
    address: url,
    concurrency: 1,
    async open() {
      await org();
    },
    async variables(contract) {
      return mockVariables(await org(), contract);
    },
    async prepare({ contract, given }) {
      if (Object.keys(given.settings ?? {}).length > 0) {
        throw new NotComparableError(
          "given.settings: the settings of a running mock are those it was started with (npm start -- --set NAME=VALUE)",
        );
      }
      const { oauthClients } = await org();
      await order({ path: "/reset", body: {}, at: "/given" });
      const givenOrg = await giveOrg(given, { order, clients: oauthClients });
      return {
        apiUrl: url,
        loginUrl: url,
        ...givenOrg,
        secrets: [...givenOrg.secrets, ...(controlToken === undefined ? [] : [controlToken])],
        addedHeaders: [["X-Mock-Contract", contract]],
        async close() {},
      };
    },
    async close() {},
  };
}

function unreachable(url: string, why: string): TargetError {
  return new TargetError(
    `No genesys-mock answers at ${url}: ${why}. Start one with npm start, or use --live-url for something that is no mock.`,
    { exitCode: 3 },
  );
}

function locked(url: string, body: unknown): TargetError {
  const said = hasKey(body, "message") ? ` ${String(body["message"]).slice(0, 300)}` : "";
  return new TargetError(
    `The control plane of the mock at ${url} did not let us in.${said} Set GENESYS_MOCK_CONTROL_TOKEN to the text that the mock was started with (--control-token).`,
    { exitCode: 3 },
  );
}

function hasKey<Key extends string>(value: unknown, key: Key): value is Readonly<Record<Key, unknown>> {
  return typeof value === "object" && value !== null && key in value;
}

/** A genesys-mock answers with what it holds, so that only the two lists are looked at. */
function isRemoteOrg(value: unknown): value is RemoteOrg {
  return (
    hasKey(value, "users") &&
    Array.isArray(value.users) &&
    hasKey(value, "oauthClients") &&
    Array.isArray(value.oauthClients)
  );
}
