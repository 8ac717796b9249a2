import { describe, expect, onTestFinished, test } from "vitest";
import { startCaptureProxy } from "#harness/exchange/capture-proxy.ts";
import { anExchange, aRun, users } from "./a-clean-up.ts";

describe("cleanUpCreated", { timeout: 30_000 }, () => {
  test("deletes what was created, the newest first, with the token that created it", async () => {
    const { standIn, call, exchanges, cleanUp } = await aRun();
    const first = await call("POST", `${users}?a=b`, { name: "Ada Quill", email: "ada.quill@example.com" });
    const second = await call("POST", users, { name: "Ben Quill", email: "ben.quill@example.com" });
    expect(await cleanUp(exchanges())).toEqual([
      { call: `DELETE ${users}/${second["id"]}` },
      { call: `DELETE ${users}/${first["id"]}` },
    ]);
    expect(standIn.deletedUsers()).toEqual([second["id"], first["id"]]);
  });

  test("leaves what the client deleted itself, and what was there before", async () => {
    const { standIn, call, exchanges, cleanUp } = await aRun();
    const { id } = await call("POST", users, { name: "Ada Quill", email: "ada.quill@example.com" });
    await call("DELETE", `${users}/${id}`);
    await call("GET", `${users}/${standIn.org.idOf("activeUser")}`);
    await call("POST", "/api/v2/flows/executions", { flowId: standIn.org.idOf("publishedFlow") });
    expect(await cleanUp(exchanges())).toEqual([]);
    expect(standIn.deletedUsers()).toEqual([id]);
  });

  test("counts what is gone already as deleted", async () => {
    const { call, exchanges, cleanUp } = await aRun();
    const { id } = await call("POST", users, { name: "Ada Quill", email: "ada.quill@example.com" });
    const kept = exchanges();
    await call("DELETE", `${users}/${id}`);
    expect(await cleanUp(kept.slice(0, 1))).toEqual([{ call: `DELETE ${users}/${id}` }]);
  });

  test("tells what could not be deleted, and goes on with the rest", async () => {
    const { standIn, call, exchanges, cleanUp } = await aRun();
    const first = await call("POST", users, { name: "Ada Quill", email: "ada.quill@example.com" });
    const second = await call("POST", users, { name: "Ben Quill", email: "ben.quill@example.com" });
    standIn.differ({ status: { match: `DELETE ${users}/${second["id"]}`, status: 409 } });
    expect(await cleanUp(exchanges())).toEqual([
      { call: `DELETE ${users}/${second["id"]}`, error: "not deleted: it was answered 409; delete it by hand" },
      { call: `DELETE ${users}/${first["id"]}` },
    ]);
  });

  test("gives up when its time is over", async () => {
    const { call, exchanges, cleanUp } = await aRun();
    const { id } = await call("POST", users, { name: "Ada Quill", email: "ada.quill@example.com" });
    const [step] = await cleanUp(exchanges(), 0);
    expect(step).toEqual({ call: `DELETE ${users}/${id}`, error: expect.stringMatching(/^not deleted: .*by hand$/) });
  });

  test("tells of a creation that had no answer, since nobody knows what became of it", async () => {
    const { cleanUp } = await aRun();
    const unanswered = anExchange({ answer: undefined });
    expect(await cleanUp([unanswered, { ...unanswered, refused: true }])).toEqual([
      { call: `POST ${users}`, error: "it had no answer, so it may have created something; look for it by hand" },
    ]);
  });

  test("says nothing of a creation that the end of the run kept from leaving", async () => {
    const { standIn, cleanUp } = await aRun();
    const pace = () => Promise.reject(new Error("the run was stopped"));
    const proxy = await startCaptureProxy({ apiUrl: standIn.url, loginUrl: standIn.url, pace });
    onTestFinished(() => proxy.close());
    await expect(fetch(`${proxy.url}${users}`, { method: "POST", body: "{}" })).rejects.toThrow();
    expect(proxy.exchanges()).toHaveLength(1);
    expect(await cleanUp(proxy.exchanges())).toEqual([]);
  });

  test.each<[what: string, call: Parameters<typeof anExchange>[0]]>([
    ["a refusal", { answer: '{"id":"x1","selfUri":"/api/v2/users/x1"}', status: 400 }],
    ["a search that the contract knows", { answer: '{"results":[{"id":"x1"}]}', path: "/api/v2/users/search" }],
    ["a query that it does not know", { answer: '{"entities":[]}', path: "/api/v2/flows/instances/query" }],
    ["a launch", { answer: '{"id":"x1"}', path: "/api/v2/flows/executions" }],
    ["a login", { answer: "{}", path: "/oauth/anything" }],
  ])("deletes nothing after %s, and says nothing", async (_what, call) => {
    const { standIn, cleanUp } = await aRun();
    expect(await cleanUp([anExchange(call)])).toEqual([]);
    expect(standIn.requests()).toEqual([]);
  });

  test.each<[what: string, answer: string, id: string]>([
    ["no selfUri", '{"id":"x1"}', '"x1"'],
    ["another thing's selfUri", '{"id":"x1","selfUri":"/api/v2/groups/x1"}', '"x1"'],
    ["the selfUri of another id", '{"id":"x1","selfUri":"/api/v2/users/x2"}', '"x1"'],
    ["an id that is a path", '{"id":"../flows/f","selfUri":"/api/v2/users/../flows/f"}', '"../flows/f"'],
    ["an id of dots", '{"id":"..","selfUri":"/api/v2/users/.."}', '".."'],
    ["an id that is a number", '{"id":7,"selfUri":"/api/v2/users/7"}', "7"],
  ])("deletes nothing for an answer with %s, and says where something may be left", async (_what, answer, id) => {
    const { standIn, cleanUp } = await aRun();
    expect(await cleanUp([anExchange({ answer })])).toEqual([
      {
        call: `POST ${users}`,
        error: `it was answered 200 with the id ${id} and no selfUri of it below this path, so it may have created something that was not deleted; look for it by hand`,
      },
    ]);
    expect(standIn.requests()).toEqual([]);
  });

  test("says the same of a 201 without an id, and of an answer that cannot be read or is not whole", async () => {
    const { cleanUp } = await aRun();
    const created = anExchange({ answer: "", status: 201 });
    const cut = { ...anExchange({ answer: '{"id":"x1","self' }), error: "the response body was cut" };
    const packed = anExchange({ answer: "x", headers: [["Content-Encoding", "zstd"]] });
    const errors = (await cleanUp([created, cut, packed])).map(({ error }) => error);
    expect(errors).toEqual([
      "it was answered 200 and its answer cannot be read, so it may have created something; look for it by hand",
      "it was answered 200 and its answer cannot be read, so it may have created something; look for it by hand",
      "it was answered 201 without an id, so it may have created something that was not deleted; look for it by hand",
    ]);
  });

  test("says nothing of what the client deleted itself, whatever its selfUri was", async () => {
    const { cleanUp } = await aRun();
    const created = anExchange({ answer: '{"id":"x1"}' });
    const deleted = { ...created, request: { ...created.request, method: "DELETE", path: `${users}/x1` } };
    expect(await cleanUp([created, deleted])).toEqual([]);
  });

  test("takes a selfUri with a host, and asks its own host", async () => {
    const { standIn, cleanUp } = await aRun();
    const selfUri = "https://api.elsewhere.example.com/api/v2/users/x1";
    expect(await cleanUp([anExchange({ answer: JSON.stringify({ id: "x1", selfUri }) })])).toHaveLength(1);
    expect(standIn.requests()).toMatchObject([{ method: "DELETE", path: "/api/v2/users/x1" }]);
  });
});
