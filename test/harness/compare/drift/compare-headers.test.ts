import { expect, test } from "vitest";
import { compareHeaders } from "#harness/compare/drift/compare-headers.ts";
import type { Answer } from "#harness/compare/drift/read-answer.ts";

const answer = (headers: Answer["headers"]): Answer => ({ status: 200, headers, body: { kind: "none" } });
const compare = (mock: Answer["headers"], real: Answer["headers"]) => compareHeaders(answer(mock), answer(real));

test.each([
  ["application/json", "Application/JSON"],
  ["application/json", "application/json; charset=UTF-8"],
  ['application/json; charset="utf-8"', "application/json;charset=utf8"],
  ["a/b; x=1; y=2", "a/b;y=2; x=1"],
])("takes content types for the same: %s and %s", (mock, real) => {
  expect(compare([["Content-Type", mock]], [["content-type", real]])).toEqual([]);
});

test.each([
  ["application/json", "text/html"],
  ["application/json", "application/json; charset=latin1"],
])("tells that a content type is another one: %s and %s", (mock, real) => {
  expect(compare([["Content-Type", mock]], [["Content-Type", real]])).toEqual([
    {
      at: "/headers/content-type",
      kind: "header",
      mock,
      live: real,
      message: `header content-type: the mock sends "${mock}", the real API "${real}"`,
      allowedBy: ["differ"],
    },
  ]);
});

test.each(["Retry-After", "WWW-Authenticate", "Location", "Allow", "ININ-Correlation-Id"])(
  "tells that only one side sends %s, and does not compare its value",
  (name) => {
    const at = `/headers/${name.toLowerCase()}`;
    expect(compare([[name, "1"]], [])).toMatchObject([{ at, mock: "1", allowedBy: ["be-missing"] }]);
    expect(compare([], [[name, "2"]])).toMatchObject([{ at, live: "2", allowedBy: ["be-added"] }]);
    expect(compare([[name, "1"]], [[name, "2"]])).toEqual([]);
  },
);

test("leaves other headers alone", () => {
  expect(compare([["X-Own", "1"]], [["Via", "1.1 gateway"]])).toEqual([]);
});
