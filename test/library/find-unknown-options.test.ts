import { describe, expect, test } from "vitest";
import { findUnknownOptions } from "#library/find-unknown-options.ts";

interface Options {
  readonly paths?: readonly string[];
  readonly seed?: number;
}
const known = { paths: true, seed: true } as const satisfies Record<keyof Options, true>;

describe("findUnknownOptions", () => {
  test("names what is no option, with the nearest right name or all that there are", () => {
    const options = { path: ["a"], speed: 1, seed: 2 } as Options;

    expect(findUnknownOptions(options, known)).toEqual([
      'there is no option "path", did you mean "paths"?',
      'there is no option "speed", did you mean "seed"?',
    ]);
    expect(findUnknownOptions({ verbose: true } as Options, known)).toEqual([
      'there is no option "verbose"; possible here: paths, seed',
    ]);
  });

  test("takes a name that every object has for no option", () => {
    expect(findUnknownOptions(JSON.parse('{"constructor": 1, "__proto__": 2}') as Options, known)).toHaveLength(2);
  });

  test("finds nothing where all are options", () => {
    expect(findUnknownOptions({ paths: [], seed: 1 }, known)).toEqual([]);
  });
});
