import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createIdSource, type IdSource } from "#mock-server/org/id-source.ts";

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function take(count: number, source: IdSource): string[] {
  return Array.from({ length: count }, () => source.nextId());
}

describe("createIdSource", () => {
  test("gives the same ids and tokens in the same order for the same seed and purpose", () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, purpose) => {
        const [one, other] = [createIdSource(seed, purpose), createIdSource(seed, purpose)];
        expect(take(5, one)).toEqual(take(5, other));
        expect(one.nextToken()).toBe(other.nextToken());
        expect(take(2, one)).toEqual(take(2, other));
      }),
    );
  });

  test("gives UUIDs of version 4 for every seed", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double(), fc.constant(Number.NaN)), (seed) => {
        for (const id of take(20, createIdSource(seed, "org"))) expect(id).toMatch(uuidV4);
      }),
    );
  });

  test("gives every variant digit and every hex digit", () => {
    const ids = take(500, createIdSource(1, "org"));
    expect([...new Set(ids.map((id) => id[19]))].sort()).toEqual(["8", "9", "a", "b"]);
    expect([...new Set(ids.join("").replaceAll("-", ""))].sort().join("")).toBe("0123456789abcdef");
  });

  test("never gives an id twice in twenty thousand", () => {
    expect(new Set(take(20_000, createIdSource(1, "run"))).size).toBe(20_000);
  });

  test("starts differently for each of two thousand seeds and three purposes", () => {
    const seeds = Array.from({ length: 2_000 }, (_, seed) => seed);
    const firsts = seeds.flatMap((seed) =>
      ["org", "run", "exchanges"].map((purpose) => createIdSource(seed, purpose).nextId()),
    );
    expect(new Set(firsts).size).toBe(6_000);
  });

  test("gives tokens of 86 characters that need no encoding in a header or a form", () => {
    const source = createIdSource(7, "run");
    const tokens = Array.from({ length: 100 }, () => source.nextToken());
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{86}$/);
    expect(new Set(tokens).size).toBe(100);
  });
});
