import { describe, expect, test } from "vitest";
import { findDecisive, type TryRequest } from "#harness/compare/wire/find-decisive.ts";
import type { SentRequest } from "#harness/compare/wire/wire-run.ts";
import { bearer, json, launchBody, twoClients, type WireCall } from "./wire-builders.ts";

const refused = { status: 400, body: { code: "bad.request" } };

/** A mock that answers 200 to what is right and 400 to the rest, and keeps what it was sent. */
function aMock(isRight: (request: SentRequest) => boolean): {
  readonly send: TryRequest;
  readonly sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  const send: TryRequest = async (request) => {
    sent.push(request);
    return isRight(request) ? { status: 200, body: "" } : { status: 400, body: Buffer.from('{"code":"bad.request"}') };
  };
  return { send, sent };
}

const header = ({ headers }: SentRequest, name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** The names of the differences in order, the decisive ones with a star. */
async function decide(reference: WireCall, other: WireCall, send: TryRequest): Promise<readonly string[]> {
  const compared = await findDecisive(twoClients([reference], [{ answer: refused, ...other }]), send);
  return (compared?.others[0]?.differences ?? []).map(
    ({ part, name, decisive }) => `${decisive === true ? "* " : ""}${part} ${name}`,
  );
}

describe("findDecisive", () => {
  test("marks the part that alone makes the answer the reference's, and puts it first", async () => {
    const mock = aMock((request) => !request.body.includes("type"));
    const other: WireCall = {
      headers: [bearer, ["Content-Type", "text/plain"], ["Origin", "null"]],
      body: '{"flowId":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","type":"user"}',
    };
    expect(await decide({}, other, mock.send)).toEqual(["* body /type", "header content-type", "header origin"]);
  });

  test("marks each part that does so alone", async () => {
    const mock = aMock((request) => header(request, "x-a") === undefined || header(request, "x-b") === undefined);
    const other: WireCall = { headers: [bearer, json, ["X-A", "1"], ["X-B", "1"], ["X-C", "1"]] };
    expect(await decide({}, other, mock.send)).toEqual(["* header x-a", "* header x-b", "header x-c"]);
  });

  test("marks the fewest of the likeliest parts that do so together, where none does alone", async () => {
    const mock = aMock((r) => header(r, "content-type") === "application/json" && r.body.toString() === launchBody);
    const other: WireCall = { headers: [bearer, ["Content-Type", "text/plain"], ["Origin", "null"]], body: '"text"' };
    expect(await decide({}, other, mock.send)).toEqual(["* header content-type", "* body ", "header origin"]);
  });

  test.each<[string, WireCall, (request: SentRequest) => boolean]>([
    ["the method", { method: "PUT" }, ({ method }) => method === "POST"],
    ["the path", { path: "/api/v2/flows/executions/" }, ({ path }) => !path.endsWith("/")],
    ["a parameter", { path: "/api/v2/flows/executions?x=1&y=2" }, ({ path }) => path.endsWith("?y=2")],
    ["a header", { headers: [bearer] }, (request) => header(request, "content-type") === "application/json"],
    ["the whole body", { body: "flowId=1" }, ({ body }) => body.toString() === launchBody],
    ["a property", { body: '{"flowId":5}' }, ({ body }) => body.toString() === launchBody],
  ])("changes %s and nothing else", async (_, other, isRight) => {
    const reference: WireCall = { path: `/api/v2/flows/executions${other.path?.includes("?") ? "?y=2" : ""}` };
    const mock = aMock(isRight);
    expect((await decide(reference, other, mock.send))[0]).toMatch(/^\* /);
    const [, original, changed] = mock.sent;
    const parts = (request?: SentRequest) => [
      request?.method,
      request?.path,
      JSON.stringify(request?.headers.filter(([name]) => name !== "Content-Length")),
      request?.body.toString(),
    ];
    const before = parts(original);
    expect(parts(changed).filter((part, index) => part !== before[index])).toHaveLength(1);
  });

  test("sends the length that the body then has", async () => {
    const mock = aMock(({ body }) => body.toString() === launchBody);
    await decide({}, { headers: [bearer, json, ["content-length", "12"]], body: '{"flowId":5}' }, mock.send);
    expect(mock.sent.at(-1)?.headers).toContainEqual(["content-length", String(launchBody.length)]);
  });

  test("marks nothing where the requests alone are not answered as they were", async () => {
    const answersAll: TryRequest = async () => ({ status: 200, body: "" });
    expect(await decide({}, { headers: [bearer] }, answersAll)).toEqual(["header content-type"]);
  });

  test("sends nothing where both were answered alike, or the reference got no answer", async () => {
    const mock = aMock(() => true);
    expect(await decide({}, { answer: { status: 200 }, headers: [bearer] }, mock.send)).toEqual([
      "header content-type",
    ]);
    expect(mock.sent).toEqual([]);
  });

  test("tells answers of one status apart by their codes", async () => {
    const send: TryRequest = async (request) => ({
      status: 400,
      body: { code: header(request, "content-type") === undefined ? "bad.request" : "invalid.property" },
    });
    const reference: WireCall = { answer: { status: 400, body: { code: "invalid.property" } } };
    expect(await decide(reference, { headers: [bearer] }, send)).toEqual(["* header content-type"]);
  });

  test("gives up after 20 requests for one client", async () => {
    const mock = aMock(({ body }) => body.toString() === "{}");
    const body = JSON.stringify(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, 1])));
    expect(await decide({ body: "{}" }, { body }, mock.send)).not.toContainEqual(expect.stringMatching(/^\*/));
    expect(mock.sent).toHaveLength(20);
  });

  test("bears a request that cannot be sent", async () => {
    const send: TryRequest = async (request) => {
      if (header(request, "x-bad") === undefined) return { status: 200, body: "" };
      if (header(request, "content-type") !== undefined) throw new Error("no connection");
      return refused;
    };
    const other: WireCall = { headers: [bearer, ["X-Bad", "1"]] };
    expect(await decide({}, other, send)).toEqual(["* header x-bad", "header content-type"]);
  });
});
