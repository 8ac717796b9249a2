import { describe, expect, test } from "vitest";
import { findOptionMistakes, type OptionKind } from "#library/find-option-mistakes.ts";

interface Options {
  readonly paths?: readonly string[];
  readonly seed?: number;
}
const known = { paths: "texts", seed: "number" } as const satisfies Record<keyof Options, OptionKind>;

describe("findOptionMistakes", () => {
  test("names what is no option, with the nearest right name or all that there are", () => {
    const options = { path: ["a"], speed: 1, seed: 2 } as Options;

    expect(findOptionMistakes(options, known)).toEqual([
      'there is no option "path", did you mean "paths"?',
      'there is no option "speed", did you mean "seed"?',
    ]);
    expect(findOptionMistakes({ verbose: true } as Options, known)).toEqual([
      'there is no option "verbose"; possible here: paths, seed',
    ]);
  });

  test("takes a name that every object has for no option", () => {
    expect(findOptionMistakes(JSON.parse('{"constructor": 1, "__proto__": 2}') as Options, known)).toHaveLength(2);
  });

  test.each([
    [{ paths: "scenarios" }, 'paths: expected a list of texts, found the text "scenarios"'],
    [{ paths: [1] }, "paths: expected a list of texts, found a list"],
    [{ seed: "1" }, 'seed: expected a number, found the text "1"'],
    [{ seed: Number.NaN }, "seed: expected a number, found the number NaN"],
    [{ seed: null }, "seed: expected a number, found null"],
    [{ seed: {} }, "seed: expected a number, found an object"],
  ])("says what an option of another kind should be: %j", (options, message) => {
    expect(findOptionMistakes(options as Options, known)).toEqual([message]);
  });

  test("finds nothing where all are options, or undefined", () => {
    expect(findOptionMistakes({ paths: undefined, seed: undefined } as object as Options, known)).toEqual([]);
    expect(findOptionMistakes({ paths: [], seed: 1 }, known)).toEqual([]);
  });
});
