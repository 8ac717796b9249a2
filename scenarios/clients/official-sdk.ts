import { setTimeout as wait } from "node:timers/promises";
import platformClient from "purecloud-platform-client-v2";

/** What the harness hands to a module client; `input` is what the scenario writes there. */
interface ClientInput {
  readonly baseUrl: string;
  readonly accessToken?: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly input: { readonly login: boolean; readonly body: Readonly<Record<string, unknown>> };
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
  if (given.input.login) await client.loginClientCredentialsGrant(given.clientId, given.clientSecret);
  else if (given.accessToken !== undefined) client.setAccessToken(given.accessToken);
  const architect = new platformClient.ArchitectApi();
  try {
    // The scenario decides what is sent, right or wrong.
    const launched = await architect.postFlowsExecutions(given.input.body as never);
    return { launched: true, id: launched.id ?? null, status: await readUntilOver(architect, launched.id) };
  } catch (refusal) {
    return { launched: false, refusal: readRefusal(refusal) };
  }
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
