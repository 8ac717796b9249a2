// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold references as scenarios write them
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindVariables, readReferences, UnboundVariableError } from "#harness/scenario/bind-variables.ts";

describe("bindVariables", () => {
  test.each([
    ["keeps the type of a number that is the whole text", "${n}", 5],
    ["keeps an object that is the whole text", "${o}", { a: [1] }],
    ["keeps null that is the whole text", "${nothing}", null],
    ["fills a number into a longer text", "/users?pageSize=${n}", "/users?pageSize=5"],
    ["fills an object into a longer text as JSON", "o=${o}", 'o={"a":[1]}'],
    ["fills several references, adjacent ones too", "${text}${n}-${text}", "hi5-hi"],
    ["takes a dotted name as a plain name", "${a.b}", "dotted"],
    ["unescapes the escape", "$${n}", "${n}"],
    ["unescapes the escape beside a reference", "$${n}=${n}", "${n}=5"],
    ["leaves a dollar before an escape", "$$${n}", "$${n}"],
    ["leaves other dollars and open braces", "$5 ${ and $n", "$5 ${ and $n"],
    ["does not read a filled in text again", "${tricky}", "${n}"],
    ["does not read a filled in text again inside a longer one", "<${tricky}>", "<${n}>"],
    ["leaves other values", [true, 1, null], [true, 1, null]],
    ["goes into lists and objects", { a: [{ b: "${n}" }] }, { a: [{ b: 5 }] }],
    ["leaves keys", { "${n}": "${n}" }, { "${n}": 5 }],
  ])("%s", (_title, value, expected) => {
    const variables = { n: 5, o: { a: [1] }, nothing: null, text: "hi", "a.b": "dotted", tricky: "${n}" };

    expect(bindVariables(value, variables)).toStrictEqual(expected);
  });

  test("copies what it fills in and what it leaves", () => {
    const variables = { o: { list: [1] } };
    const value = { plain: { x: 1 }, filled: "${o}" };

    const bound = bindVariables(value, variables);

    expect(bound).toStrictEqual({ plain: { x: 1 }, filled: { list: [1] } });
    expect(bound).toHaveProperty("filled");
    expect(Object.values(Object(bound))).not.toContain(value.plain);
    expect(Object.values(Object(bound))).not.toContain(variables.o);
  });

  test("keeps a key named __proto__ as an ordinary key", () => {
    const value: unknown = JSON.parse('{"__proto__": {"admin": "${n}"}}');

    expect(JSON.stringify(bindVariables(value, { n: true }))).toBe('{"__proto__":{"admin":true}}');
  });

  test.each(["${missing}", "x${missing}", "${toString}", "${}", "${unset}"])("throws for %s", (text) => {
    const bind = () => bindVariables([text], { known: 1, unset: undefined });

    expect(bind).toThrow(UnboundVariableError);
    expect(bind).toThrow(expect.objectContaining({ name: "UnboundVariableError", code: "unbound.variable" }));
  });

  test("names the variable and the bound ones in the error", () => {
    expect(() => bindVariables("${flow}", { flowId: 1, user: 2 })).toThrow(
      'expected a value for the variable "flow", found none; bind it before the run (bound: flowId, user)',
    );
  });

  test("returns every JSON value without a dollar as it is", () => {
    const value = fc.jsonValue().filter((json) => !JSON.stringify(json).includes("$"));

    fc.assert(
      fc.property(value, (json) => {
        expect(bindVariables(json, {})).toStrictEqual(json);
      }),
    );
  });

  test("returns any text when its openings are escaped", () => {
    const text = fc.string({ unit: fc.constantFrom("$", "{", "}", "a") });

    fc.assert(
      fc.property(text, (original) => {
        expect(
          bindVariables(
            original.replaceAll("${", () => "$${"),
            {},
          ),
        ).toBe(original);
      }),
    );
  });
});

describe("readReferences", () => {
  test("lists every reference with the pointer of its text, repeated ones too", () => {
    const value = { a: "${x}-${y}", "b/c": ["${x}", 1, { "d~": "${x.y}" }] };

    expect(readReferences(value)).toEqual([
      { name: "x", pointer: "/a" },
      { name: "y", pointer: "/a" },
      { name: "x", pointer: "/b~1c/0" },
      { name: "x.y", pointer: "/b~1c/2/d~0" },
    ]);
  });

  test("starts pointers with the given one", () => {
    expect(readReferences(["${x}"], "/client")).toEqual([{ name: "x", pointer: "/client/0" }]);
  });

  test("passes over escapes and keys", () => {
    expect(readReferences({ "${key}": "$${x}" })).toEqual([]);
  });
});
