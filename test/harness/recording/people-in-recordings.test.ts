import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Har } from "#harness/recording/har.ts";
import type { RecordedRun } from "#harness/run/run-event.ts";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";
import { aFolder, aRun, record, recordOne } from "./record.ts";

const ada = {
  id: "u-1",
  name: "Ada Byron",
  division: { id: "d-1", name: "Home" },
  email: "Ada.Byron@engines.co.uk",
  addresses: [
    { address: "+13175550123", display: "(317) 555-0199", mediaType: "PHONE", type: "WORK" },
    { address: "ada@home.net", mediaType: "EMAIL" },
  ],
  selfUri: "/api/v2/users/u-1",
};

describe("createRecorder, given people's data", () => {
  test("replaces it by aliases of the same form, with one number for one person", async () => {
    const har = await recordOne([aRun([buildExchange({ response: { json: ada } })])]);
    expect(responseOf(har)).toEqual({
      id: "u-1",
      name: "Person 1",
      division: { id: "d-1", name: "Home" },
      email: "person-1@example.invalid",
      addresses: [
        {
          address: "+15550000101",
          display: expect.stringMatching(/^\(155\) 500-01\d\d$/),
          mediaType: "PHONE",
          type: "WORK",
        },
        { address: "person-3@example.invalid", mediaType: "EMAIL" },
      ],
      selfUri: "/api/v2/users/u-1",
    });
  });

  test("gives the same value the same alias everywhere, in all files of a run, and another value another one", async () => {
    const folder = await aFolder();
    const call = (email: string) => buildExchange({ response: { json: { email } } });
    await record({
      folder,
      scenarios: { one: [aRun([call("b@x.org"), call("a@x.org")])], two: [aRun([call("a@x.org"), call("B@X.ORG")])] },
    });
    const emails = async (id: string) => {
      const har: Har = JSON.parse(await readFile(join(folder, `${id}.har`), "utf8"));
      return har.log.entries.map(({ response }) => JSON.parse(response.content.text ?? "").email);
    };
    expect(await emails("one")).toEqual(["person-1@example.invalid", "person-2@example.invalid"]);
    expect(await emails("two")).toEqual(["person-2@example.invalid", "person-1@example.invalid"]);
  });

  test("finds addresses and known names wherever they stand", async () => {
    const har = await recordOne([
      aRun(
        [
          buildExchange({
            path: "/api/v2/users/ada.byron%40engines.co.uk?q=ada.byron@engines.co.uk&name=Ada%20Byron&firstName=Ada",
            headers: [["X-User", "Ada.Byron@engines.co.uk"]],
            text: "dear Ada Byron <ada.byron@engines.co.uk>,",
            response: {
              json: {
                message: "No user Ada Byron (ada.byron@engines.co.uk)",
                nextUri: "/x?email%3Dada.byron%40engines.co.uk",
                "ada.byron@engines.co.uk": 1,
              },
            },
          }),
          buildExchange({ response: { json: ada } }),
        ],
        { variables: { someone: "Ada Byron", mail: "ada.byron@engines.co.uk", list: [{ x: "Ada Byron" }] } },
      ),
    ]);
    expect(JSON.stringify(har)).not.toMatch(/byron|engines|ada(?!te)/i);
    expect(har.log.entries[0]?.request.url).toMatch(
      /\/users\/person-\d+%40example\.invalid\?q=person-\d+%40example\.invalid&name=Person%20\d+&firstName=First%20\d+$/,
    );
    expect(har.log.pages[0]?._variables).toEqual({
      someone: "Person 1",
      mail: "person-1@example.invalid",
      list: [{ x: "Person 1" }],
    });
  });

  test.each(["Anne-Marie O'Neil", "A. (Bob) Smith", "X [y] {z}", "Grace $& Hopper", "李 小龙"])(
    "replaces a known name with signs of any kind in other texts: %s",
    async (name) => {
      const json = { user: { name }, note: `for ${name}, and ${name}s` };
      const har = await recordOne([aRun([buildExchange({ response: { json } })])]);
      expect(responseOf(har)).toEqual({ user: { name: "Person 1" }, note: `for Person 1, and ${name}s` });
    },
  );

  test("leaves the names of things alone", async () => {
    const flow = {
      id: "f-1",
      name: "Main menu",
      selfUri: "/api/v2/flows/f-1",
      division: { name: "Home" },
      state: "active",
    };
    const har = await recordOne([aRun([buildExchange({ response: { json: flow } })])]);
    expect(responseOf(har)).toEqual(flow);
  });

  test.each([
    [{ user: { id: "u-1", name: "Ada" } }],
    [{ createdBy: { name: "Ada" } }],
    [{ entities: [{ id: "u-1", name: "Ada", selfUri: "/api/v2/users/u-1" }] }],
    [{ username: "ada", name: "Ada" }],
    [{ firstName: "Ada" }],
    [{ first_name: "Ada", last_name: "Ada" }],
    [{ phoneNumber: 13175550123, note: "+13175550123" }],
    [{ ani: "tel:+13175550123" }],
    [{ street: "12 Ada Lane" }],
  ])("knows who is a person: %j", async (body) => {
    const har = await recordOne([aRun([buildExchange({ response: { json: body } })])]);
    expect(har.log.entries[0]?.response.content.text).not.toMatch(/ada|317/i);
  });

  test("keeps what shows a client's mistake, and what is no address though its field is called so", async () => {
    const body = {
      email: "not-an-email",
      name: "",
      firstName: "undefined",
      phone: null,
      username: "[object Object]",
      n: "a@1.2.3",
    };
    const har = await recordOne([aRun([buildExchange({ response: { json: body } })])]);
    expect(responseOf(har)).toEqual(body);
  });

  test("keeps a body byte for byte where there is nothing to replace", async () => {
    const text = '{ "a": 1.0,\n  "a": 12345678901234567890 , "b": "\\u0041" }';
    const har = await recordOne([aRun([buildExchange({ text, response: { text } })])]);
    expect(har.log.entries[0]?.request.postData?.text).toBe(text);
    expect(har.log.entries[0]?.response.content.text).toBe(text);
  });

  test.each([
    ["a comma too many", '{"email":"ada@engines.org","firstName":"Ada","phone":"+13175550123",}'],
    ["single quotes", "{'email':'ada@engines.org','firstName':'Ada','name':'Ada'}"],
    ["no quotes around the names", '{email: "ada@engines.org", firstName: "Ada"}'],
    ["its end cut off", '{"email":"ada@engines.org","lastName":"Ada","x":"'],
    ["a name that is there twice", '{"email":"ada@engines.org","email":null}'],
    ["another charset", Buffer.from('{"email":"ada@engines.org","x":"\xe9"}', "latin1")],
  ])("replaces it in a body with %s", async (_, body) => {
    const sent = typeof body === "string" ? { text: body } : { bytes: body };
    const har = await recordOne([aRun([buildExchange({ headers: [["Content-Type", "application/json"]], ...sent })])]);
    const { postData } = har.log.entries[0]?.request ?? {};
    const text = Buffer.from(postData?.text ?? "", postData?._encoding ?? "utf8").toString("latin1");
    expect(text).not.toMatch(/ada|engines|317555/i);
    expect(text).toMatch(/person-1@example\.invalid/);
  });

  test("keeps the fields that are named to be kept, wherever their values stand", async () => {
    const run = aRun([buildExchange({ response: { json: { ...ada, note: "for Ada Byron" } } })]);
    const har = await recordOne([run], { keep: ["name", "E-Mail"] });
    expect(responseOf(har)).toMatchObject({ name: "Ada Byron", email: ada.email, note: "for Ada Byron" });
    expect(JSON.stringify(har)).not.toContain("+13175550123");
  });

  test("gets to the end of bodies that are nested deeply or made to be slow", async () => {
    const texts = [
      `${"[".repeat(200_000)}"ada@engines.org"${"]".repeat(200_000)}`,
      "a@".repeat(200_000),
      `${"a".repeat(500_000)}@engines.org`,
      `{${'"a":'.repeat(100_000)}`,
      `{"password":"${"\\".repeat(300_001)}`,
    ];
    const har = await recordOne(
      texts.map((text, index): RecordedRun => aRun([buildExchange({ text })], { run: `${index}` })),
    );
    expect(har.log.entries).toHaveLength(texts.length);
    expect(JSON.stringify(har)).not.toContain("engines.org");
  });
});

function responseOf(har: Har): unknown {
  return JSON.parse(har.log.entries[0]?.response.content.text ?? "");
}
