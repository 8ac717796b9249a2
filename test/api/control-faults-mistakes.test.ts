import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";

const contracts = createContractTable();
const faultKeys = "method, path, status, retryAfter, delay, reset, cutBody, times";
const statuses = "400, 401, 403, 404, 408, 409, 413, 415, 429, 500, 503, 504";

const order = ({ api }: TestMock, fault: object) => api.post("/__mock/faults").send(fault);

describe("POST /__mock/faults with a mistake", () => {
  test.each([
    {
      fault: { status: 429, retryafter: 1 },
      message: `the body has the unknown property "retryafter"; did you mean "retryAfter"? It can have ${faultKeys}.`,
    },
    { fault: { status: 418 }, message: `/status is 418; expected one of ${statuses}.` },
    {
      fault: { status: "500" },
      message: `/status must be integer, found "500". /status is "500"; expected one of ${statuses}.`,
    },
    {
      fault: { times: 1 },
      message: "the body orders nothing; expected status, delay, reset: true or cutBody.",
    },
    { fault: { reset: false }, message: "the body orders nothing; expected status, delay, reset: true or cutBody." },
    {
      fault: { delay: 10, retryAfter: 1 },
      message: "/retryAfter has no answer to stand in; expected a status beside it, such as 429.",
    },
    {
      fault: { reset: true, status: 503 },
      message: "/reset leaves no answer for /status; expected one of the two, in two orders if both are wanted.",
    },
    {
      fault: { reset: true, cutBody: 1 },
      message: "/reset leaves no answer for /cutBody; expected one of the two, in two orders if both are wanted.",
    },
    {
      fault: { cutBody: "third" },
      message: '/cutBody is "third"; expected a whole number of bytes from 0, or "half".',
    },
    { fault: { cutBody: -1 }, message: '/cutBody is -1; expected a whole number of bytes from 0, or "half".' },
    { fault: { delay: 600_001 }, message: "/delay must be <= 600000, found 600001." },
    { fault: { delay: 0.5 }, message: "/delay must be integer, found 0.5." },
    {
      fault: { status: 500, path: "/api/v2/usres" },
      message:
        '/path is "/api/v2/usres"; expected a path of an operation. Did you mean "/api/v2/users"? * stands for any text.',
    },
    {
      fault: { status: 500, path: "/api/v2/users?pageSize=1" },
      message:
        '/path is "/api/v2/users?pageSize=1"; expected a path without its query, since faults are for any. Did you mean "/api/v2/users"? * stands for any text.',
    },
    {
      fault: { status: 500, path: "/api/v2/organizations/{id}" },
      message: /^\/path is "\/api\/v2\/organizations\/\{id\}"; expected a path of an operation\. Did you mean /,
    },
    {
      fault: { status: 500, method: "PUT", path: "/api/v2/organizations/me" },
      message: /^\/method is "PUT"; expected /,
    },
    {
      fault: { status: 500, method: "DELETE", path: "/api/v2/organizations/me" },
      message: '/method is "DELETE"; expected GET, the methods of /api/v2/organizations/me.',
    },
    { fault: { status: 500, times: 0 }, message: "/times must be >= 1, found 0." },
    { fault: { status: 429, retryAfter: 1.5 }, message: "/retryAfter must be integer, found 1.5." },
    { fault: { status: 429, retryAfter: -1 }, message: "/retryAfter must be >= 0, found -1." },
    { fault: { status: 500, path: "users" }, message: '/path must match pattern "^[/*]", found "users".' },
    { fault: { status: 500, method: "" }, message: '/method must NOT have fewer than 1 characters, found "".' },
  ])("answers 400 and orders none: $message", async ({ fault, message }) => {
    const server = aMock({ contracts });
    const response = await order(server, fault);
    expect(response.status).toBe(400);
    expect(response.body).toEqual({
      code: "control.body.invalid",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
    expect(server.mock.faults.list()).toEqual([]);
  });
});

describe("POST /__mock/faults beyond the most", () => {
  test("answers 409 and says how to make room", async () => {
    const server = aMock({ contracts });
    for (let count = 0; count < 1000; count += 1) server.mock.faults.add({ status: 500 });
    const response = await order(server, { status: 500 });
    expect(response.status).toBe(409);
    expect(response.body).toEqual({
      code: "control.faults.too.many",
      message:
        "1000 faults are ordered, which is the most. DELETE /__mock/faults forgets all, DELETE /__mock/faults/ID one.",
    });
    await server.api.delete("/__mock/faults/1000");
    expect((await order(server, { status: 500 })).status).toBe(201);
  });
});
