import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import { startCaptureProxy } from "#harness/exchange/capture-proxy.ts";

const fixtures = new URL("../../fixtures/clients/", import.meta.url);

/** An https server for `localhost` with a certificate that nobody trusts by default. */
async function startHttpsTarget(onRequest: (incoming: IncomingMessage) => void = () => {}, host = "localhost") {
  const server = createServer(
    {
      key: await readFile(new URL("localhost-key.pem", fixtures)),
      cert: await readFile(new URL("localhost-certificate.pem", fixtures)),
    },
    (incoming, answer) => {
      onRequest(incoming);
      answer.end("over TLS");
    },
  );
  server.listen(0, host);
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `https://localhost:${typeof address === "object" ? address?.port : ""}`;
}

describe("startCaptureProxy with an https target", () => {
  test("reaches it under its own name", async () => {
    const hosts: (string | undefined)[] = [];
    const url = await startHttpsTarget((incoming) => hosts.push(incoming.headers.host));
    const script = fileURLToPath(new URL("call-through-proxy.ts", fixtures));
    // Node reads this variable only when it starts, so the proxy runs in a process of its own.
    const { stdout } = await execa(process.execPath, ["--import", "tsx", script, url], {
      env: { NODE_EXTRA_CA_CERTS: fileURLToPath(new URL("localhost-certificate.pem", fixtures)) },
    });
    expect(JSON.parse(stdout)).toEqual({ status: 200, text: "over TLS", kept: [["/secure", 200]] });
    expect(hosts).toEqual([new URL(url).host]);
  });

  test("does not talk to one that it cannot trust, and says so", async () => {
    const url = await startHttpsTarget();
    const proxy = await startCaptureProxy({ apiUrl: url, loginUrl: url });
    onTestFinished(() => proxy.close());
    const answer = await fetch(proxy.url);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({
      code: "target.unreachable",
      message: expect.stringContaining("self-signed"),
    });
    expect(proxy.exchanges()[0]?.error).toContain("self-signed");
  });

  test("reaches one whose certificate it is told to trust", async () => {
    const url = await startHttpsTarget();
    const proxy = await startCaptureProxy({ apiUrl: url, loginUrl: url, ca: await readCertificate() });
    onTestFinished(() => proxy.close());
    const answer = await fetch(proxy.url);
    expect([answer.status, await answer.text()]).toEqual([200, "over TLS"]);
  });

  test("still does not talk to one under a name that the trusted certificate is not for", async () => {
    const url = (await startHttpsTarget(() => {}, "127.0.0.1")).replace("localhost", "127.0.0.1");
    const proxy = await startCaptureProxy({ apiUrl: url, loginUrl: url, ca: await readCertificate() });
    onTestFinished(() => proxy.close());
    expect((await fetch(proxy.url)).status).toBe(502);
    expect(proxy.exchanges()[0]?.error).toContain("altnames");
  });

  test.each(["no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])(
    "rejects a certificate that cannot be read: %j",
    async (ca) => {
      const starting = startCaptureProxy({ apiUrl: "https://localhost", loginUrl: "https://localhost", ca });
      await expect(starting).rejects.toThrow();
    },
  );
});

function readCertificate(): Promise<string> {
  return readFile(new URL("localhost-certificate.pem", fixtures), "utf8");
}
