import { setTimeout as wait } from "node:timers/promises";
import platformClient from "purecloud-platform-client-v2";
import { type Login, sendLoginForm } from "./send-login-form.ts";

/** What the harness hands to a module client; `input` is what the scenario writes there. */
interface ClientInput {
  readonly baseUrl: string;
  readonly accessToken?: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly input: {
    readonly login: boolean;
    /** Logs in as a user by the authorization code grant, where it is given, in place of client credentials. */
    readonly user?: Login & { readonly clientSecret: string };
    readonly body: Readonly<Record<string, unknown>>;
  };
}

const mostReads = 50;

/**
 * Launches a flow with the official JavaScript SDK and reads the execution until it is over. The SDK itself is unchanged;
 * its gateway setting points API and login at one address. Gives what a caller of the SDK sees, refusals included.
 */
export async function run(given: ClientInput): Promise<unknown> {
  const { hostname, port } = new URL(given.baseUrl);
  const client = platformClient.ApiClient.instance;
  client.setGateway({ protocol: "http", host: hostname, port: Number(port) });
  if (given.input.login) await logIn(client, given);
  else if (given.accessToken !== undefined) client.setAccessToken(given.accessToken);
  const architect = new platformClient.ArchitectApi();
  const started = hearOfLaunch(client);
  try {
    // The scenario decides what is sent, right or wrong.
    const launched = await architect.postFlowsExecutions(given.input.body as never);
    return { launched: true, id: launched.id ?? null, status: await readUntilOver(architect, launched.id) };
  } catch (refusal) {
    // With a refresh token the SDK repeats a call that met a 401, but tells its caller of the 401 before it does.
    const inBackground =
      given.input.user === undefined ? {} : { startedAllTheSame: await Promise.race([started, notInTime()]) };
    return { launched: false, refusal: readRefusal(refusal), ...inBackground };
  }
}

/** Resolves with true once a launch was answered with success, whether or not the SDK hands the answer to its caller. */
function hearOfLaunch(client: typeof platformClient.ApiClient.instance): Promise<boolean> {
  return new Promise((resolve) => {
    const http = client.getHttpClient();
    http.setPostHook(async (response) => {
      if (String(response.config.url).endsWith("/flows/executions")) resolve(true);
      return response;
    });
    http.enableHooks();
  });
}

/** False, after long enough for a refresh and a launch. */
function notInTime(): Promise<boolean> {
  return wait(5_000, false);
}

async function logIn(
  client: typeof platformClient.ApiClient.instance,
  { baseUrl, clientId, clientSecret, input: { user } }: ClientInput,
): Promise<void> {
  if (user === undefined) {
    await client.loginClientCredentialsGrant(clientId, clientSecret);
    return;
  }
  const code = await sendLoginForm(baseUrl, user);
  await client.loginCodeAuthorizationGrant(user.clientId, user.clientSecret, code, user.redirectUri);
}

async function readUntilOver(
  architect: InstanceType<typeof platformClient.ArchitectApi>,
  id: string | undefined,
): Promise<string> {
  if (id === undefined) return "the answer has no id";
  for (let read = 0; read < mostReads; read += 1) {
    const execution = await architect.getFlowsExecution(id);
    if (execution.status !== "RUNNING") return execution.status;
    await wait(100);
  }
  return "RUNNING";
}

/** The SDK rejects with the response's body; some failures come as an Error instead. */
function readRefusal(refusal: unknown): unknown {
  if (refusal instanceof Error) return { message: refusal.message };
  return JSON.parse(JSON.stringify(refusal));
}
