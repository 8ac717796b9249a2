import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMemoryStore } from "#mock-server/org/store.ts";

interface Entity {
  readonly id: string;
  readonly value: number;
}

function aStore(options: Partial<Omit<Parameters<typeof createMemoryStore<Entity>>[0], "idOf">> = {}) {
  return createMemoryStore<Entity>({ idOf: (entity) => entity.id, entities: [], ...options });
}

describe("createMemoryStore", () => {
  test("gives back what it started with, by id and in order", async () => {
    const entities = [
      { id: "b", value: 1 },
      { id: "a", value: 2 },
    ];
    const store = aStore({ entities });
    expect(await store.list()).toEqual(entities);
    expect(await store.get("a")).toEqual({ id: "a", value: 2 });
  });

  test("gives nothing for an id that it does not have", async () => {
    const store = aStore({ entities: [{ id: "a", value: 1 }] });
    expect(await store.get("A")).toBeUndefined();
    expect(await store.get("constructor")).toBeUndefined();
  });

  test("replaces an entity at its place in the order", async () => {
    const store = aStore({
      entities: [
        { id: "a", value: 1 },
        { id: "b", value: 2 },
      ],
    });
    await store.put({ id: "a", value: 9 });
    expect(await store.list()).toEqual([
      { id: "a", value: 9 },
      { id: "b", value: 2 },
    ]);
  });

  test("deletes an entity, does nothing for an id that it does not have, and says which of both", async () => {
    const store = aStore({ entities: [{ id: "a", value: 1 }] });
    expect(await store.delete("b")).toBe(false);
    expect(await store.list()).toEqual([{ id: "a", value: 1 }]);
    expect(await Promise.all([store.delete("a"), store.delete("a")])).toEqual([true, false]);
    expect(await store.list()).toEqual([]);
  });

  test("hands out a list that does not change with the store", async () => {
    const store = aStore({ entities: [{ id: "a", value: 1 }] });
    const before = await store.list();
    await store.put({ id: "b", value: 2 });
    expect(before).toEqual([{ id: "a", value: 1 }]);
  });

  test("drops the oldest when one more than the limit is added", async () => {
    const store = aStore({ limit: 2 });
    for (const id of ["a", "b", "c"]) await store.put({ id, value: 0 });
    expect((await store.list()).map(({ id }) => id)).toEqual(["b", "c"]);
    expect(await store.get("a")).toBeUndefined();
  });

  test("drops nothing when an entity is replaced at the limit", async () => {
    const store = aStore({ limit: 2 });
    for (const id of ["a", "b", "a"]) await store.put({ id, value: 0 });
    expect((await store.list()).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("keeps to the limit when it starts with more entities than that", async () => {
    const store = aStore({ limit: 2, entities: ["a", "b", "c", "d"].map((id) => ({ id, value: 0 })) });
    await store.put({ id: "e", value: 0 });
    expect((await store.list()).map(({ id }) => id)).toEqual(["d", "e"]);
  });

  test("drops the oldest that were added when all together are larger than the limit", async () => {
    const size = { of: ({ value }: Entity) => value, limit: 10 };
    const store = aStore({ entities: [{ id: "fixed", value: 99 }], size });
    for (const id of ["a", "b", "c"]) await store.put({ id, value: 4 });
    expect((await store.list()).map(({ id }) => id)).toEqual(["fixed", "b", "c"]);
    await store.put({ id: "b", value: 7 });
    expect((await store.list()).map(({ id }) => id)).toEqual(["fixed", "b"]);
    await store.delete("b");
    for (const id of ["d", "e"]) await store.put({ id, value: 5 });
    expect((await store.list()).map(({ id }) => id)).toEqual(["fixed", "d", "e"]);
  });

  test("keeps the latest, whatever its size", async () => {
    const store = aStore({ size: { of: ({ value }) => value, limit: 10 } });
    for (const id of ["a", "b"]) await store.put({ id, value: 20 });
    expect((await store.list()).map(({ id }) => id)).toEqual(["b"]);
  });

  test("keeps what it started with as long as something added can go", async () => {
    const store = aStore({ limit: 2, entities: [{ id: "fixed", value: 0 }] });
    for (const id of ["a", "b", "c"]) await store.put({ id, value: 0 });
    expect((await store.list()).map(({ id }) => id)).toEqual(["fixed", "c"]);
  });

  test("holds the latest entities of any sequence of puts and deletes", async () => {
    const id = fc.constantFrom("a", "b", "c", "d", "e", "__proto__");
    const step = fc.oneof(
      fc.record({ kind: fc.constant("put" as const), entity: fc.record({ id, value: fc.nat() }) }),
      fc.record({ kind: fc.constant("delete" as const), id }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step), fc.integer({ min: 1, max: 4 }), async (steps, limit) => {
        const store = aStore({ limit });
        let model: Entity[] = [];
        for (const one of steps) {
          if (one.kind === "delete") {
            await store.delete(one.id);
            model = model.filter((entity) => entity.id !== one.id);
          } else {
            await store.put(one.entity);
            const place = model.findIndex((entity) => entity.id === one.entity.id);
            model = place < 0 ? [...model, one.entity].slice(-limit) : model.with(place, one.entity);
          }
          expect(await store.list()).toEqual(model);
        }
      }),
    );
  });
});
