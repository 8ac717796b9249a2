import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, testTime } from "#test/helpers/a-mock.ts";

const contracts = createContractTable();
const clockKeys = "advance, set, frozen";

describe("GET /__mock/clock", () => {
  test("answers 200 with the org's time", async () => {
    const response = await aMock({ contracts }).api.get("/__mock/clock");
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ now: testTime, frozen: false });
  });

  test("goes with the machine's clock", async () => {
    const times = [Date.parse("2026-05-01T00:00:00Z"), Date.parse("2026-05-01T00:00:07Z")];
    const { api } = aMock({ contracts, realNow: () => times.shift() ?? Number.NaN });
    expect((await api.get("/__mock/clock")).body.now).toBe("2026-05-01T00:00:00.000Z");
    expect((await api.get("/__mock/clock")).body.now).toBe("2026-05-01T00:00:07.000Z");
  });
});

describe("POST /__mock/clock", () => {
  test.each([
    { order: { advance: 1 }, now: "2026-03-02T09:30:01.000Z", frozen: false },
    { order: { advance: 0.25 }, now: "2026-03-02T09:30:00.250Z", frozen: false },
    { order: { advance: -3600 }, now: "2026-03-02T08:30:00.000Z", frozen: false },
    { order: { advance: 0 }, now: testTime, frozen: false },
    { order: { set: "2030-01-31T12:00:00Z" }, now: "2030-01-31T12:00:00.000Z", frozen: false },
    { order: { set: "2024-02-29T23:59:59.5Z" }, now: "2024-02-29T23:59:59.500Z", frozen: false },
    { order: { frozen: true }, now: testTime, frozen: true },
    { order: { set: "2030-01-31T12:00:00Z", advance: 60 }, now: "2030-01-31T12:01:00.000Z", frozen: false },
    { order: { advance: 60, frozen: true }, now: "2026-03-02T09:31:00.000Z", frozen: true },
  ])("answers 200 with the time after $order", async ({ order, now, frozen }) => {
    const { api } = aMock({ contracts });
    const response = await api.post("/__mock/clock").send(order);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ now, frozen });
    expect((await api.get("/__mock/clock")).body).toEqual({ now, frozen });
  });

  test("adds up steps", async () => {
    const { api } = aMock({ contracts });
    for (let count = 0; count < 3; count += 1) await api.post("/__mock/clock").send({ advance: 20 });
    expect((await api.get("/__mock/clock")).body.now).toBe("2026-03-02T09:31:00.000Z");
  });

  test("stands still while frozen, can be stepped, and goes on from there", async () => {
    const real = { now: Date.parse(testTime) };
    const { api } = aMock({ contracts, realNow: () => real.now });
    await api.post("/__mock/clock").send({ frozen: true });
    real.now += 60_000;
    expect((await api.get("/__mock/clock")).body).toEqual({ now: testTime, frozen: true });
    await api.post("/__mock/clock").send({ advance: 5 });
    expect((await api.get("/__mock/clock")).body.now).toBe("2026-03-02T09:30:05.000Z");
    await api.post("/__mock/clock").send({ frozen: false });
    real.now += 1000;
    expect((await api.get("/__mock/clock")).body).toEqual({ now: "2026-03-02T09:30:06.000Z", frozen: false });
  });

  test("runs on from the time that was set", async () => {
    const real = { now: Date.parse(testTime) };
    const { api } = aMock({ contracts, realNow: () => real.now });
    await api.post("/__mock/clock").send({ set: "2030-01-01T00:00:00Z" });
    real.now += 1500;
    expect((await api.get("/__mock/clock")).body.now).toBe("2030-01-01T00:00:01.500Z");
  });

  test("decides when a token has expired", async () => {
    const { api } = aMock({ contracts });
    const users = () => api.get("/api/v2/users").auth(knownTokens.expired, { type: "bearer" });
    expect((await users()).status).toBe(401);
    await api.post("/__mock/clock").send({ set: "2025-12-31T23:59:59.999Z" });
    expect((await users()).status).toBe(200);
    await api.post("/__mock/clock").send({ advance: 0.001 });
    expect((await users()).status).toBe(401);
  });

  test("stamps the exchanges", async () => {
    const { api } = aMock({ contracts });
    await api.post("/__mock/clock").send({ set: "2030-01-01T00:00:00Z" });
    await api.get("/api/v2/users");
    expect((await api.get("/__mock/exchanges")).body).toMatchObject([{ at: "2030-01-01T00:00:00.000Z" }]);
  });

  const wanted = "expected a time in UTC such as 2026-01-31T09:30:00Z.";
  test.each([
    { order: {}, message: "the body must NOT have fewer than 1 properties, found {}." },
    {
      order: { advanced: 1 },
      message: `the body has the unknown property "advanced"; did you mean "advance"? It can have ${clockKeys}.`,
    },
    { order: { advance: "1" }, message: '/advance must be number, found "1".' },
    { order: { advance: 31_536_001 }, message: "/advance must be <= 31536000, found 31536001." },
    { order: { set: "tomorrow" }, message: `/set is "tomorrow"; ${wanted}` },
    { order: { set: "2026-03-02" }, message: `/set is "2026-03-02"; ${wanted}` },
    { order: { frozen: 1 }, message: "/frozen must be boolean, found 1." },
  ])("answers 400 and leaves the clock: $message", async ({ order, message }) => {
    const { api } = aMock({ contracts });
    const response = await api.post("/__mock/clock").send(order);
    expect(response.status).toBe(400);
    expect(response.body).toEqual({ code: "control.body.invalid", message });
    expect((await api.get("/__mock/clock")).body).toEqual({ now: testTime, frozen: false });
  });

  test.each(["2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z", "2026-01-01T25:00:00Z", "2026-02-30T00:00:00Z"])(
    "answers 400 to the time %s, which does not exist, and leaves the clock",
    async (set) => {
      const { api, bugs } = aMock({ contracts });
      const response = await api.post("/__mock/clock").send({ set });
      expect(response.status).toBe(400);
      expect(response.body).toEqual({ code: "control.body.invalid", message: `/set is "${set}"; ${wanted}` });
      expect((await api.get("/__mock/clock")).body).toEqual({ now: testTime, frozen: false });
      expect(bugs).toEqual([]);
    },
  );
});
