import { execa } from "execa";
import { expect, onTestFinished } from "vitest";
import { formatCurl } from "#curl/format-curl.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { answerWith, startRawTarget } from "#test/harness/exchange/raw-http.ts";

export type SentRequest = Exchange["request"];

export function aRequest(changes: Partial<SentRequest> = {}): SentRequest {
  return { method: "GET", path: "/api/v2/users", headers: [], body: Buffer.alloc(0), ...changes };
}

const secrets = {
  GENESYSCLOUD_ACCESS_TOKEN: "the-token",
  GENESYSCLOUD_OAUTHCLIENT_ID: "the-id",
  GENESYSCLOUD_OAUTHCLIENT_SECRET: "the-secret",
  COOKIE: "the-cookie",
  X_API_KEY: "the-key",
  API_KEY: "the-key",
};

/** Runs the line for a request in a shell and gives back the head (lines in order) and the body that a server got. */
export async function repeat(
  sent: SentRequest,
  basePath = "",
): Promise<{ first: string; headers: string[]; body: Buffer }> {
  const answer = answerWith("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", sent.body.length);
  const target = await startRawTarget(answer);
  onTestFinished(() => target.close());
  // A user's own curl settings are none of this test's business.
  const env = { ...secrets, CURL_HOME: "/nonexistent", HOME: "/nonexistent" };
  const line = formatCurl(sent, target.url + basePath);
  // The shell itself can take only so much as an argument; a longer line is pasted, so to speak.
  await (line.length < 100_000 ? execa("sh", ["-c", line], { env }) : execa("sh", { env, input: line }));
  expect(target.received).toHaveLength(1);
  const [head = "", ...rest] = (target.received[0] ?? "").split("\r\n\r\n");
  const [first = "", ...headers] = head.split("\r\n");
  return {
    first,
    headers: headers.filter((line) => !/^(?:host|content-length):/i.test(line)),
    body: Buffer.from(rest.join("\r\n\r\n"), "latin1"),
  };
}
