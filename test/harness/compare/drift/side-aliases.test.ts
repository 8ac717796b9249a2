import { describe, expect, test } from "vitest";
import { createSideAliases } from "#harness/compare/drift/side-aliases.ts";

const id = (number: number, side = "a") => `${side}0000000-0000-4000-8000-00000000000${number}`;

describe("names", () => {
  test("stand for the variables that both sides have", () => {
    const aliases = createSideAliases({
      mock: { flow: id(1), onlyMock: id(2), email: "ada@example.com", list: [id(3)] },
      real: { flow: id(1, "b").toUpperCase(), email: "grace@example.com", list: [id(3, "b")] },
    });
    expect(aliases.inText("mock", `${id(1)} ${id(2)} ada@example.com ${id(3)}`)).toBe(
      `<flow> ${id(2)} <email> ${id(3)}`,
    );
    expect(aliases.inText("real", `/x/${id(1, "b")}?of=grace%40example.com`)).toBe("/x/<flow>?of=<email>");
    expect(aliases.inText("real", "not.grace@example.com.org, Xgrace@example.com")).toContain("Xgrace@example.com");
  });

  test.each(["accessToken", "clientSecret", "baseUrl", "loginUrl"])("never stand for %s", (name) => {
    const aliases = createSideAliases({ mock: { [name]: "abcdef-1" }, real: { [name]: "abcdef-2" } });
    expect(aliases.inText("mock", "abcdef-1")).toBe("abcdef-1");
  });

  test("are the first where one id has several, on either side", () => {
    const aliases = createSideAliases({
      mock: { flow: id(1), slowFlow: id(2), again: id(1) },
      real: { flow: id(1, "b"), slowFlow: id(1, "b"), again: id(3, "b") },
    });
    expect([id(1), id(2)].map((one) => aliases.inText("mock", one))).toEqual(["<flow>", "<flow>"]);
    expect([id(1, "b"), id(3, "b")].map((one) => aliases.inText("real", one))).toEqual(["<flow>", "<flow>"]);
    expect(aliases.differ(id(2), id(1, "b"))).toBe(false);
  });

  test("are not given to texts that are short or have spaces", () => {
    const aliases = createSideAliases({ mock: { a: "one", b: "two words" }, real: { a: "one", b: "two words" } });
    expect(aliases.inText("mock", "one two words")).toBe("one two words");
  });

  test("are for texts only where the value is a word: two words are no ids that differ", () => {
    const variables = { mock: { state: "active" }, real: { state: "active" } };
    expect(createSideAliases(variables).differ("active", "inactive")).toBe(false);
    const queues = { mock: { queue: "queue-7" }, real: { queue: "queue-9" } };
    expect(createSideAliases(queues).differ("queue-7", "queue-9")).toBe(false);
    expect(createSideAliases(queues).differ("queue-7", "queue-8")).toBe(true);
  });
});

describe("pairs", () => {
  test("are numbered in the order they are seen, whatever the case of their letters", () => {
    const aliases = createSideAliases({ mock: {}, real: {} });
    expect(aliases.differ(id(1), id(1, "b"))).toBe(false);
    expect(aliases.pair(id(2), id(2, "b"))).toBe(true);
    expect(aliases.inText("mock", `${id(2).toUpperCase()} ${id(1)}`)).toBe("<id-2> <id-1>");
    expect(aliases.inText("real", id(2, "b"))).toBe("<id-2>");
  });

  test("are made once: neither id can have another partner", () => {
    const aliases = createSideAliases({ mock: {}, real: {} });
    aliases.pair(id(1), id(1, "b"));
    expect(aliases.pair(id(1), id(2, "b"))).toBe(false);
    expect(aliases.differ(id(1), id(2, "b"))).toBe(true);
    expect(aliases.differ(id(2), id(1, "b"))).toBe(true);
    expect(aliases.differ(id(1), id(1, "b"))).toBe(false);
  });

  test("are not needed for an id that both sides show", () => {
    const aliases = createSideAliases({ mock: {}, real: {} });
    expect(aliases.differ(id(1), id(1))).toBe(false);
    expect(aliases.differ(id(1), id(2))).toBe(true);
  });

  test("are still wanted for the strangers of a text", () => {
    const aliases = createSideAliases({ mock: { flow: id(1) }, real: { flow: id(1, "b") } });
    aliases.pair(id(2), id(2, "b"));
    const text = `/${id(1)}/${id(2)}/${id(3)}?at=2024-05-31T10:00:00Z`;
    expect(aliases.strangers("mock", text)).toEqual([id(3)]);
    expect(aliases.inText("mock", text, "<id>")).toBe("/<flow>/<id-1>/<id>?at=<time>");
  });
});
