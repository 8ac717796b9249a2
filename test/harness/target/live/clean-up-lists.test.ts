import { describe, expect, test } from "vitest";
import { anExchange, aRun, users } from "./a-clean-up.ts";

describe("cleanUpCreated, of an answer that is not one thing with an id", { timeout: 30_000 }, () => {
  test.each([
    '[{"id":"x1","selfUri":"/api/v2/users/x1"},{"id":"x2","selfUri":"https://api.a.example/api/v2/users/x2"}]',
    '{"entities":[{"id":"x1","selfUri":"/api/v2/users/x1"},{"id":"x2","selfUri":"/api/v2/users/x2"}],"errors":[]}',
  ])("deletes each thing of a list, the last first: %s", async (answer) => {
    const { cleanUp, authorization } = await aRun();
    expect(await cleanUp([anExchange({ answer, authorization })])).toEqual([
      { call: `DELETE ${users}/x2` },
      { call: `DELETE ${users}/x1` },
    ]);
  });

  test("deletes of a list what it can, leaves what the client deleted, and tells of the rest", async () => {
    const { cleanUp, authorization } = await aRun();
    const one = (id: string, folder = "users") => ({ id, selfUri: `/api/v2/${folder}/${id}` });
    const answer = JSON.stringify({ entities: [one("x1"), one("x2"), one("g1", "groups"), { id: "g2" }] });
    const created = anExchange({ answer, authorization });
    const deleted = { ...created, request: { ...created.request, method: "DELETE", path: `${users}/x1` } };
    expect(await cleanUp([created, deleted])).toEqual([
      { call: `DELETE ${users}/x2` },
      {
        call: `POST ${users}`,
        error:
          'it was answered 200 with a list in which ids "g1", "g2" have no selfUri below this path, so it may have created something that was not deleted; look for it by hand',
      },
    ]);
  });

  test("takes lists within a thing for its parts", async () => {
    const { cleanUp, authorization } = await aRun();
    const parts = [{ id: "p1", selfUri: "/api/v2/users/p1" }];
    const answer = JSON.stringify({ id: "x1", selfUri: "/api/v2/users/x1", parts });
    expect(await cleanUp([anExchange({ answer, authorization })])).toEqual([{ call: `DELETE ${users}/x1` }]);
  });

  test.each<[status: number, answer: string, says: string]>([
    [202, '{"jobId":"j1","status":"queued"}', "it was answered 202 without an id (but with jobId, status)"],
    [200, "created", "it was answered 200 without an id"],
    [204, "", "it was answered 204 without an id"],
    [200, '{"results":[{"status":"created"}]}', "it was answered 200 without an id (but with results)"],
  ])("tells of a creation that was answered %d without an id: %s", async (status, answer, says) => {
    const { cleanUp } = await aRun();
    expect(await cleanUp([anExchange({ answer, status })])).toEqual([
      {
        call: `POST ${users}`,
        error: `${says}, so it may have created something that was not deleted; look for it by hand`,
      },
    ]);
  });

  test.each([
    ['{"name":"Ada Quill"}', 'the request named it "Ada Quill"'],
    ['[{"name":"Ada"},{"name":"Ben"},{"x":1}]', 'the request named it "Ada", "Ben"'],
    ['{"users":[{"name":"Ada"},{"name":"Ada"}]}', 'the request named it "Ada"'],
  ])("says by which name to look for it: %s", async (body, says) => {
    const { cleanUp } = await aRun();
    const [step] = await cleanUp([anExchange({ answer: "{}", status: 202, body })]);
    expect(step?.error).toMatch(new RegExp(`look for it by hand: ${says}$`));
  });
});
