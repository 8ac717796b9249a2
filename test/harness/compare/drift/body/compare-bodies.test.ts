import { describe, expect, test } from "vitest";
import { aTolerance, compareBodiesOf, places } from "#test/harness/compare/drift/compare-runs.ts";

const id = (number: number, side = "a") => `${side}0000000-0000-4000-8000-00000000000${number}`;
const driftOf = (mock: unknown, real: unknown, variables = { mock: {}, real: {} }) =>
  compareBodiesOf(mock, real, { variables }).drift;

describe("properties", () => {
  test("are drift where one side lacks them, at any depth", () => {
    expect(driftOf({ a: { b: 1 } }, { a: { "c/d": 2 } })).toMatchObject([
      {
        at: "/body/a/b",
        kind: "property",
        mock: 1,
        message: "body.a.b: only the mock sends this property, 1; the real API does not",
      },
      { at: "/body/a/c~1d", kind: "property", live: 2 },
    ]);
  });

  test("of a list's elements are drift where none of one side's has and all of the other's have them", () => {
    const mock = {
      list: [
        { id: 1, a: 1 },
        { id: 2, a: 1 },
      ],
    };
    expect(places(driftOf(mock, { list: [{ id: 1, b: 1 }, { id: 2 }] }))).toEqual(["property /body/list/0/a"]);
    expect(driftOf(mock, { list: [{ id: 1, a: 2 }, { id: 2 }] })).toEqual([]);
  });

  test("that only some elements of one side have, and none of the other's, are told as what nobody can decide", () => {
    const compared = compareBodiesOf({ list: [{ a: 1 }, { a: 1, b: "x" }] }, { list: [{ a: 2 }] });
    expect(compared.drift).toEqual([]);
    expect(compared.undecided).toMatchObject([
      {
        at: "/body/list/1/b",
        kind: "property",
        mock: "x",
        message: "body.list[1].b: 1 of the mock's 2 have this property, none of the real API's 1 has; it may be data",
      },
    ]);
    expect(compareBodiesOf({ list: [{ a: 2 }] }, { list: [{ a: 1 }, { a: 1, b: "x" }] }).undecided).toMatchObject([
      { at: "/body/list/1/b", live: "x" },
    ]);
  });

  test("are seen at the end of a long list", () => {
    const long = (last: object) => ({ list: [...Array.from({ length: 4_000 }, () => ({ a: 1 })), last] });
    expect(compareBodiesOf(long({ a: 1 }), long({ a: 1, b: 1 }))).toMatchObject({
      drift: [],
      undecided: [{ at: "/body/list/4000/b" }],
    });
  });

  test("of a list that is compared in part only are nothing that anybody can decide, and that is said", () => {
    const long = (element: object) => ({ list: Array.from({ length: 10_001 }, () => element) });
    const { drift, undecided } = compareBodiesOf(long({ a: 1 }), long({ a: 1, b: 1 }));
    expect(drift).toEqual([]);
    expect(undecided).toMatchObject([
      { at: "/body/list/0/b" },
      { at: "/body", message: "body: only the first 10000 elements of its lists were compared" },
    ]);
  });

  test("that nobody can decide about are no drift, however many they are", () => {
    const names = Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`p${index}`, index]));
    const { drift, undecided } = compareBodiesOf({ list: [{ a: 1 }, { a: 1, ...names }] }, { list: [{ a: 1 }] });
    expect(drift).toEqual([]);
    expect(undecided).toHaveLength(1_001);
    expect(undecided.at(-1)?.message).toBe("body: at least 500 more differences are not listed; look at both bodies");
  });

  test("that nobody can decide about are tolerated like others", () => {
    const tolerate = [aTolerance({ at: "/body/list/*/b", may: "be-missing" })];
    const compared = compareBodiesOf({ list: [{}, { b: "x" }] }, { list: [{}] }, { tolerate });
    expect(compared).toMatchObject({ drift: [], undecided: [], tolerated: [{ at: "/body/list/1/b" }], idle: [] });
  });

  test("of the elements of lists within lists are compared as of one list", () => {
    const mock = { rows: [{ cells: [] }, { cells: [{ text: "x" }] }] };
    expect(places(driftOf(mock, { rows: [{ cells: [{ text: 5 }] }] }))).toEqual(["type /body/rows/0/cells/0/text"]);
  });

  test("are found under the names of an object's own parts", () => {
    const real: unknown = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2, "hasOwnProperty": 3}');
    expect(places(driftOf({}, real))).toEqual([
      "property /body/__proto__",
      "property /body/constructor",
      "property /body/hasOwnProperty",
    ]);
  });

  test("beyond a thousand differences are counted", () => {
    const wide = Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`x${index}`, index]));
    const drift = driftOf({}, wide);
    expect(drift).toHaveLength(1_001);
    expect(drift.at(-1)?.message).toBe("body: at least 500 more differences are not listed; look at both bodies");
  });

  test("that hold credentials are masked, since no run was told them", () => {
    const real = { refresh_token: "r3fr3sh-m3", client: { clientSecret: "hush-hush", name: "x" } };
    const text = JSON.stringify(driftOf({}, real));
    expect(text).not.toMatch(/r3fr3sh|hush/);
    expect(text).toContain("<redacted>");
  });
});

describe("types", () => {
  test.each([
    ["a text and a number", "1", 1],
    ["an object and a list", {}, []],
    ["null and a text", null, "x"],
    ["a boolean and null", true, null],
  ])("are drift where they are others: %s", (_case, mock, real) => {
    expect(places(driftOf({ a: mock }, { a: real }))).toEqual(["type /body/a"]);
  });

  test("are told with both values", () => {
    expect(driftOf({ version: 1 }, { version: "1" })[0]?.message).toBe(
      'body.version: the mock sends a number, 1, the real API a text, "1"',
    );
  });

  test("are the same for an integer and a number, and for null on both sides", () => {
    expect(driftOf({ a: 1, b: null }, { a: 1.5, b: null })).toEqual([]);
  });

  test("of a list's elements are drift where no element shows the other side's", () => {
    expect(places(driftOf({ list: ["a", "b"] }, { list: [1] }))).toEqual(["type /body/list/0"]);
    expect(driftOf({ list: ["a"] }, { list: [1, "a"] })).toEqual([]);
  });
});

describe("values", () => {
  test("are an org's data: numbers, booleans, texts, how long a list is, what its elements hold", () => {
    const mock = { total: 42, active: true, name: "Ada", list: [1, 2], entities: [{ id: id(1) }, { id: id(2) }] };
    const real = { total: 7, active: false, name: "Grace", list: [], entities: [{ id: id(3, "b") }] };
    expect(driftOf(mock, real)).toEqual([]);
  });

  test("that are times are equal, and drift against a text that is none", () => {
    expect(driftOf({ at: "2024-05-31T10:00:00.000Z" }, { at: "2020-01-01T00:00:00Z" })).toEqual([]);
    expect(driftOf({ at: "2024-05-31T10:00:00.000Z" }, { at: "yesterday" })).toMatchObject([
      {
        at: "/body/at",
        kind: "value",
        message: `body.at: the mock sends "2024-05-31T10:00:00.000Z", the real API "yesterday"; only the mock's is a time in UTC`,
      },
    ]);
  });

  test.each<[string, string, string, string | undefined]>([
    ["a UUID and a name", id(1), "Ada", "only the mock's is a UUID"],
    ["a number in a text and a UUID", "17", id(1), "only the real API's is a UUID"],
    [
      "times that are written otherwise",
      "2024-05-31T10:00:00Z",
      "2024-05-31T10:00:00+0000",
      "the mock's is a time in UTC, the real API's a time with an offset",
    ],
    ["fractions of a second and none", "2024-05-31T10:00:00.000Z", "2020-01-01T00:00:00Z", undefined],
    ["a link and a UUID", `/api/v2/users/${id(1)}`, id(1), "the mock's is a link into the API, the real API's a UUID"],
    ["a UUID and nothing", id(1), "", undefined],
  ])("of another form are drift, in a list if none has that of the other side: %s", (_what, mock, real, reason) => {
    const ending = reason === undefined ? [] : [expect.stringMatching(`; ${reason}$`)];
    const messages = (drift: ReturnType<typeof driftOf>) => drift.map(({ message }) => message);
    expect(messages(driftOf({ a: mock }, { a: real }))).toEqual(ending);
    expect(messages(driftOf({ list: [{ a: mock }, { a: mock }] }, { list: [{ a: real }] }))).toEqual(ending);
    expect(driftOf({ list: [{ a: mock }, { a: real }] }, { list: [{ a: real }] })).toEqual([]);
  });

  test("that are links of a list's elements are drift where they lead elsewhere", () => {
    const list = (...links: readonly string[]) => ({ list: links.map((selfUri) => ({ selfUri })) });
    const mock = list(`/api/v2/users/${id(1)}`, `/api/v2/users/${id(2)}`);
    expect(driftOf(mock, list(`/api/v2/users/${id(3)}`))).toEqual([]);
    expect(driftOf(mock, list(`/api/v2/people/${id(3)}`))).toMatchObject([
      { at: "/body/list/0/selfUri", kind: "value", message: expect.stringMatching("; they lead elsewhere$") },
    ]);
  });

  test("that are ids are drift where a known id is another one", () => {
    const variables = {
      mock: { publishedFlow: id(1), slowFlow: id(2) },
      real: { publishedFlow: id(1, "b"), slowFlow: id(2, "b") },
    };
    expect(driftOf({ id: id(1) }, { id: id(1, "b") }, variables)).toEqual([]);
    expect(driftOf({ id: id(1) }, { id: id(2, "b") }, variables)).toMatchObject([
      {
        at: "/body/id",
        kind: "value",
        mock: id(1),
        live: id(2, "b"),
        message:
          'body.id: the mock sends "<publishedFlow>", the real API "<slowFlow>"; they stand for different things',
      },
    ]);
    expect(places(driftOf({ id: id(1) }, { id: id(9, "b") }, variables))).toEqual(["value /body/id"]);
  });

  test("that are unknown ids are drift where one stands for two", () => {
    const mock = { id: id(1), flow: { id: id(2) }, of: id(1) };
    expect(driftOf(mock, { id: id(1, "b"), flow: { id: id(2, "b") }, of: id(1, "b") })).toEqual([]);
    expect(driftOf(mock, { id: id(1, "b"), flow: { id: id(2, "b") }, of: id(2, "b") })).toMatchObject([
      { at: "/body/of", message: expect.stringContaining('"<id-1>", the real API "<id-2>"') },
    ]);
  });

  test("that link to the API are compared but for host, ids, pages and versions", () => {
    const self = (host: string, one: string, version: string) =>
      `${host}/api/v2/flows/${one}/versions/${version}?page=${version}`;
    expect(driftOf({ uri: self("", id(1), "3.0") }, { uri: self("", id(1, "b"), "12.0") })).toEqual([]);
    expect(
      driftOf(
        { uri: self("https://api.mypurecloud.com", id(1), "3.0") },
        { uri: self("https://api.mypurecloud.ie", id(1, "b"), "1.0") },
      ),
    ).toEqual([]);
    expect(driftOf({ uri: "/api/v2/users/me" }, { uri: "/api/v3/users/me" })).toMatchObject([
      { at: "/body/uri", kind: "value", message: expect.stringContaining("it leads elsewhere") },
    ]);
    expect(places(driftOf({ uri: "/api/v2/users" }, { uri: "https://h/api/v2/users" }))).toEqual(["value /body/uri"]);
    expect(driftOf({ uri: "https://a.example/x.png" }, { uri: "https://b.example/y.png" })).toEqual([]);
  });
});
