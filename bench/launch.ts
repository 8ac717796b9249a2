import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { cpus } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { medianOf } from "./measure.ts";

/**
 * Good launches a second through the whole mock, as it is built, against node:http with one compiled validator: servers in
 * processes of their own, asked in turns over connections that are kept open, within one run. `npm run build` comes first.
 */
const dist = join(import.meta.dirname, "../dist");
const servers: readonly { readonly name: string; readonly args: (port: string) => readonly string[] }[] = [
  {
    name: "node:http and one ajv validator",
    args: (port) => ["--import", "tsx", join(import.meta.dirname, "launch-server.ts"), port],
  },
  { name: "`genesys-mock serve`", args: (port) => [join(dist, "bin/genesys-mock.cjs"), "serve", "--port", port] },
  {
    name: "`startMock` of the library",
    args: (port) => [
      "--input-type=module",
      "--eval",
      `import { startMock } from ${JSON.stringify(join(dist, "index.mjs"))}; await startMock({ port: ${port} });`,
    ],
  },
];
const rounds = 5;
const requests = 32_000;
// Enough that the client always has something to do, and does not go to sleep between two answers.
const connections = 64;

const body = JSON.stringify({ flowId: knownIds.publishedFlow });
const message = [
  "POST /api/v2/flows/executions HTTP/1.1",
  "Host: 127.0.0.1",
  `Authorization: Bearer ${knownTokens.fullAccess}`,
  "Content-Type: application/json",
  `Content-Length: ${body.length}`,
  "",
  body,
].join("\r\n");

const started = await Promise.all(servers.map(start));
try {
  const rates = new Map<string, number[]>(servers.map(({ name }) => [name, []]));
  // The first round lets the servers be optimized, and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, port } of started) {
      const rate = await ask(port);
      if (round > 0) rates.get(name)?.push(rate);
    }
  }
  report(rates);
} finally {
  for (const { child } of started) child.kill();
}

async function start({
  name,
  args,
}: (typeof servers)[number]): Promise<{ name: string; port: number; child: ChildProcess }> {
  const port = await freePort();
  const child = spawn(process.execPath, args(String(port)), { stdio: ["ignore", "ignore", "inherit"] });
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`${name} does not start; was npm run build run?`);
    await wait(50);
  }
  return { name, port, child };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** Sends all requests, each connection one after the other, and gives how many were answered in a second. */
async function ask(port: number): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, () => askOn(port, requests / connections)));
  return requests / ((performance.now() - startedAt) / 1000);
}

/** On a bare socket: a client that takes longer than the server would measure itself. */
function askOn(port: number, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = count;
    let received = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(message));
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (!isWhole(received)) return;
      if (!received.startsWith("HTTP/1.1 200 ")) return reject(new Error(`a launch was answered ${received}`));
      received = "";
      left -= 1;
      if (left > 0) socket.write(message);
      else socket.end(resolve);
    });
  });
}

function isWhole(received: string): boolean {
  const end = received.indexOf("\r\n\r\n");
  const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1];
  return end >= 0 && received.length >= end + 4 + Number(length);
}

function report(rates: ReadonlyMap<string, readonly number[]>): void {
  const bare = medianOf([...rates.values()][0] ?? []);
  const lines = [...rates].map(([name, all]) => {
    const rate = medianOf(all);
    return `| ${name} | ${Math.round(rate).toLocaleString("en")} | ${(rate / bare).toFixed(2)} |`;
  });
  const heading = `node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "an unknown processor"}, ${rounds} rounds of ${requests} in turns`;
  const table = ["| server | good launches a second, median | to the first |", "| --- | --- | --- |", ...lines];
  process.stdout.write(`${[heading, "", ...table, ""].join("\n")}\n`);
}
