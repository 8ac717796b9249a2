import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import { describe, expect, onTestFinished, test } from "vitest";
import { sendRequest } from "#harness/client/send-request.ts";

const fixtures = new URL("../../fixtures/clients/", import.meta.url);

/** An https server for `localhost` with a certificate that nobody trusts by default, and that certificate. */
async function aServer() {
  const certificate = await readFile(new URL("localhost-certificate.pem", fixtures), "utf8");
  const key = await readFile(new URL("localhost-key.pem", fixtures));
  const server = createServer({ key, cert: certificate }, (_, answer) => answer.end('{"over":"TLS"}'));
  server.listen(0, "localhost");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { baseUrl: `https://localhost:${typeof address === "object" ? address?.port : ""}`, certificate };
}

function aRequest(baseUrl: string) {
  return { method: "GET", baseUrl, path: "/", headers: [["Host", new URL(baseUrl).host]] as const };
}

describe("sendRequest", () => {
  test("gets an answer from a server whose certificate it is told to trust", async () => {
    const { baseUrl, certificate } = await aServer();
    const answer = await sendRequest(aRequest(baseUrl), AbortSignal.timeout(10_000), { ca: certificate });
    expect(answer).toMatchObject({ status: 200, body: { over: "TLS" }, isJson: true });
  });

  test("does not talk to a server that it cannot trust, and says so", async () => {
    const { baseUrl } = await aServer();
    await expect(sendRequest(aRequest(baseUrl), AbortSignal.timeout(10_000))).rejects.toThrow(/self-signed/);
  });
});
