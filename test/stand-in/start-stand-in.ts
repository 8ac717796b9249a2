import { once } from "node:events";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type ContractTable, createContractTable } from "#mock-server/contract/index.ts";
import { startMock } from "#mock-server/start-mock.ts";
import { type Differences, differ, matches, type StandInAnswer } from "./differences.ts";
import { createForeignTokens } from "./foreign-tokens.ts";
import { forwardToMock, type StandInCall } from "./forward-to-mock.ts";
import { createOwnAnswers } from "./own-answers.ts";
import { createStandInOrg, type StandInOrg } from "./stand-in-org.ts";

export interface StandInOptions {
  readonly differences?: Partial<Differences>;
  /** PEM texts; makes it an https server for `localhost`. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Of the org; another one than the mock's. Default 7. */
  readonly seed?: number;
  /** Shared by several, so that contracts are read once. */
  readonly contracts?: ContractTable;
}

/** Stands in for the real API: answers as the published contract says, but for its differences. */
export interface StandIn {
  /** Base URL of API and login. */
  readonly url: string;
  readonly org: StandInOrg;
  /** The calls that came in, in order. */
  requests(): readonly StandInCall[];
  /** Ids of the users that were deleted, in order. */
  deletedUsers(): readonly string[];
  /** Answers with other differences from now on. */
  differ(differences: Partial<Differences>): void;
  /** The environment that points a live run at it. `clients` are OAuth clients to bind by name; `user` binds a user's token. */
  environment(options?: { readonly clients?: readonly string[]; readonly user?: true }): Record<string, string>;
  close(): Promise<void>;
}

/** Starts a stand-in for the real API on a free port of this machine. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { seed = 7, tls, contracts = createContractTable() } = options;
  let differences = options.differences ?? {};
  const org = createStandInOrg(seed, contracts);
  const running = await startMock({
    contract: "published",
    contracts,
    seed,
    org: org.data,
    controlPlane: false,
    settings: differences.ignoreUnknownProperties === true ? { unknownProperties: "drop" } : {},
  });
  const requests: StandInCall[] = [];
  const limited = { count: 0 };
  const own = createOwnAnswers({ mock: running.mock, forward: (call) => forwardToMock(running.url, call) });

  const foreign = createForeignTokens((name) => org.data.oauthClients.find((client) => client.name === name));

  const answer = async (call: StandInCall): Promise<StandInAnswer> => {
    const { foreignClient, slow, tooManyRequests } = differences;
    if (slow !== undefined && matches(slow.match, call)) await wait(slow.ms);
    if (tooManyRequests !== undefined && matches(tooManyRequests.match, call)) {
      limited.count += 1;
      if (limited.count <= tooManyRequests.times) return tooMany(tooManyRequests.retryAfter);
    }
    const answered = foreign.answer(call, await own.answer(leaveUnpublished(call)), foreignClient);
    return differ(answered, differences, call);
  };
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const call = await readCall(incoming);
    requests.push(call);
    const { status, headers, body } = await answer(call);
    outgoing.writeHead(status, [...headers, ["Content-Length", String(body.length)]].flat()).end(body);
  };
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // A client that is gone wants no answer.
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  };
  const server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener);
  const host = tls === undefined ? "127.0.0.1" : "localhost";
  server.listen(0, host);
  await once(server, "listening");
  return {
    url: `http${tls === undefined ? "" : "s"}://${host}:${(server.address() as AddressInfo).port}`,
    org,
    requests: () => requests,
    deletedUsers: own.deletedUsers,
    differ(others) {
      differences = others;
      limited.count = 0;
    },
    environment: (bound = {}) => environmentOf(org, bound),
    async close() {
      server.close();
      server.closeAllConnections();
      await running.close();
    },
  };
}

async function readCall(incoming: IncomingMessage): Promise<StandInCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = "", url = "", headers, rawHeaders } = incoming;
  return { method, path: url, headers, rawHeaders, body: Buffer.concat(chunks) };
}

/** As the developer forum announced it (November 2021). */
function tooMany(seconds: number): StandInAnswer {
  const body = {
    message: `Rate limit exceeded the maximum. Retry the request in [${seconds}] seconds`,
    code: "too.many.requests.retry.after",
    status: 429,
    contextId: "00000000-0000-4000-8000-000000000429",
    details: [],
    errors: [],
  };
  return {
    status: 429,
    headers: [
      ["Content-Type", "application/json"],
      ["Retry-After", String(seconds)],
    ],
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** The platform has no path that it does not publish, whatever the mock serves because people call it. */
function leaveUnpublished(call: StandInCall): StandInCall {
  return call.path.startsWith("/api/v2/authorizations/") ? { ...call, path: "/api/v2/not-published" } : call;
}

function environmentOf(
  { data, idOf, tokenOf }: StandInOrg,
  { clients = [], user }: { readonly clients?: readonly string[]; readonly user?: true },
): Record<string, string> {
  const client = (name: string) => {
    const found = data.oauthClients.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`the stand-in has no OAuth client ${name}`);
    return found;
  };
  const { id, secret } = client("Full access");
  const bound = clients.flatMap((name) => {
    const suffix = name.toUpperCase().replace(/[^A-Z0-9]/g, "_");
    return [
      [`GENESYSCLOUD_OAUTHCLIENT_ID__${suffix}`, client(name).id],
      [`GENESYSCLOUD_OAUTHCLIENT_SECRET__${suffix}`, client(name).secret],
    ];
  });
  const email = data.users.find((candidate) => candidate.id === idOf("activeUser"))?.email ?? "";
  return {
    GENESYSCLOUD_OAUTHCLIENT_ID: id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: secret,
    ...Object.fromEntries(bound),
    ...(user === undefined ? {} : { GENESYS_USER_ACCESS_TOKEN: tokenOf("user") }),
    GENESYS_ORG_ID: idOf("organization"),
    GENESYS_TEST_FLOW_ID: idOf("publishedFlow"),
    GENESYS_TEST_FAILING_FLOW_ID: idOf("failingFlow"),
    GENESYS_TEST_SLOW_FLOW_ID: idOf("slowFlow"),
    GENESYS_TEST_UNPUBLISHED_FLOW_ID: idOf("unpublishedFlow"),
    GENESYS_TEST_NOT_LAUNCHABLE_FLOW_ID: idOf("notLaunchableFlow"),
    GENESYS_TEST_DELETED_FLOW_ID: idOf("deletedFlow"),
    GENESYS_TEST_USER_ID: idOf("activeUser"),
    GENESYS_TEST_USER_EMAIL: email,
    GENESYS_TEST_INACTIVE_USER_ID: idOf("inactiveUser"),
    GENESYS_TEST_DELETED_USER_ID: idOf("deletedUser"),
  };
}
