import { expect, test } from "vitest";
import { orderExitCodes } from "#harness/run/order-exit-codes.ts";

test.each([
  [[], []],
  [
    [1, 4, 1],
    [1, 4],
  ],
  [
    [4, 3, 5, 1, 2],
    [2, 5, 3, 1, 4],
  ],
])(
  "orders %j as %j: a wrong file first, then safety, a target that is not there, a failure, drift",
  (codes, ordered) => {
    expect(orderExitCodes(codes)).toEqual(ordered);
  },
);
