import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ClientContext, ClientOf } from "#harness/client/client.ts";
import { runModule } from "#harness/client/module.ts";
import { createModulePool } from "#harness/client/module-pool.ts";

// What a module client costs beside its calls: run 1, and each of the following ones, with the pool and without.
// node --import tsx bench/modules.ts [RUNS]

/** Long enough for the next worker to make itself ready, as the mock's and the client's own waits are. */
const pauseMs = 400;
const runs = Number(process.argv[2] ?? 20);
const refusal = JSON.stringify({ status: 400, code: "bad_request", message: "The request body is not valid." });
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(400, { "Content-Type": "application/json" }).end(refusal);
}).listen(0, "127.0.0.1");
await once(server, "listening");
// A server that listens on a port has an address object.
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const context: ClientContext = {
  baseUrl,
  loginUrl: baseUrl,
  accessToken: "no-real-token",
  clientId: "no-real-id",
  clientSecret: "no-real-secret",
  variables: {},
  bind: (value) => value,
  cwd: process.cwd(),
  parentEnv: {},
};
const clients: readonly (readonly [name: string, client: ClientOf<"module">])[] = [
  ["official-sdk.ts", aClient("official-sdk.ts", { login: false, body: { flowId: "a flow" } })],
  ["electron-fetch.ts", aClient("electron-fetch.ts", { body: { flowId: "a flow" } })],
];

for (const [name, client] of clients) {
  print(`${name}, a new worker for each`, await time(client, context));
  const pool = createModulePool({ size: 1 });
  print(`${name}, with the pool`, await time(client, { ...context, pool }));
  print(`${name}, with the pool, after a pause each`, await time(client, { ...context, pool }, pauseMs));
  const { started, taught } = pool.counts();
  process.stdout.write(`  ${started} workers started, ${taught} of them learned something\n`);
  await pool.close();
}
server.close();

function aClient(file: string, input: unknown): ClientOf<"module"> {
  const path = fileURLToPath(new URL(`../scenarios/clients/${file}`, import.meta.url));
  return { kind: "module", path, export: "run", input, timeoutSeconds: 60 };
}

/** Milliseconds of each run, one after the other. */
async function time(client: ClientOf<"module">, given: ClientContext, pause = 0): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    if (pause > 0) await wait(pause);
    const start = performance.now();
    const { error } = await runModule(client, given);
    if (error !== undefined) throw new Error(error);
    times.push(performance.now() - start);
  }
  return times;
}

function print(title: string, [first = 0, ...others]: readonly number[]): void {
  const sorted = others.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  process.stdout.write(
    `${title}: run 1 ${ms(first)}; runs 2 to ${runs} ${ms(median)} (median; ${ms(least)} to ${ms(most)})\n`,
  );
}

function ms(time: number): string {
  return `${time.toFixed(0)} ms`;
}
