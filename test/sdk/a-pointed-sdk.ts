import platformClient from "purecloud-platform-client-v2";
import { onTestFinished } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { callControl } from "#mock-server/control/control-calls.ts";
import type { FaultOrder } from "#mock-server/control/injected-faults.ts";
import type { TokenOrder } from "#mock-server/control/mint-token.ts";
import type { Mock } from "#mock-server/mock.ts";
import { type StartOptions, startMock } from "#mock-server/start-mock.ts";
import { testTime } from "#test/helpers/a-mock.ts";
import { checkAnswers } from "#test/helpers/check-answers.ts";

/** The official SDK, pointed at a mock of its own by its gateway setting, as an application would do it. */
export interface PointedSdk {
  readonly mock: Mock;
  readonly url: string;
  readonly client: typeof platformClient.ApiClient.instance;
  /** What the mock was asked and answered: `GET /api/v2/date 200`. */
  calls(): readonly string[];
  /** Logs in with the known token, or with one minted for the order. */
  useToken(token: string | TokenOrder): Promise<void>;
  /** Moves the org's clock on. */
  advance(seconds: number): Promise<void>;
  orderFault(fault: FaultOrder): Promise<void>;
}

const contracts = createContractTable();

/**
 * Starts a mock on a free port, its clock at `testTime`, and points the SDK at it. Every answer has to be what the contract
 * says. The SDK has one client per process, which is cleared after the test.
 */
export async function aPointedSdk(options: Omit<StartOptions, "host" | "port"> = {}): Promise<PointedSdk> {
  const { mock, url, close } = await startMock({ realNow: () => Date.parse(testTime), ...options, contracts });
  checkAnswers(mock);
  const client = platformClient.ApiClient.instance;
  // Not the configuration of who runs the tests (~/.genesyscloudjavascript/config).
  client.config.setConfigPath("");
  const { hostname, port } = new URL(url);
  client.setGateway({ protocol: "http", host: hostname, port: Number(port) });
  onTestFinished(async () => {
    // clearAuthData leaves the refresh token where it is, and the next test is not to meet it.
    Object.assign(client, { authData: {} });
    client.setAccessToken("");
    client.setReturnExtendedResponses(false);
    await close();
  });
  const control = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await callControl(mock, { method: "post", path, body });
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  return {
    mock,
    url,
    client,
    calls: () =>
      mock.exchanges.list().map(({ request, response }) => `${request.method} ${request.path} ${response.status}`),
    async useToken(token) {
      const minted =
        typeof token === "string"
          ? token
          : ((await control("/tokens", token)) as { access_token: string }).access_token;
      client.setAccessToken(minted);
    },
    advance: async (seconds) => void (await control("/clock", { advance: seconds })),
    orderFault: async (fault) => void (await control("/faults", fault)),
  };
}

/** What a call of the SDK is rejected with; fails where it is not. */
export async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (answer) => {
      throw new Error(`expected a refusal, found ${JSON.stringify(answer)}`);
    },
    (refusal: unknown) => refusal,
  );
}

/** The refresh token that the SDK holds; its types leave it out. */
export function heldRefreshToken({ client }: PointedSdk): unknown {
  return "authData" in client ? (client.authData as { readonly refreshToken?: unknown }).refreshToken : undefined;
}
