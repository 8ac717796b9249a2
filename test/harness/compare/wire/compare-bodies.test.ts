import { describe, expect, test } from "vitest";
import { differencesOf, launchBody, type WireCall } from "./wire-builders.ts";

describe("compareBodies", () => {
  test.each<[string, WireCall, WireCall, readonly string[]]>([
    ["no body", {}, { body: "" }, ["body : a JSON object with flowId | no body"]],
    [
      "a byte-order mark",
      {},
      { body: `\uFEFF${launchBody}` },
      ["body : a JSON object with flowId | a text that begins with the byte-order mark of UTF-8"],
    ],
    [
      "UTF-16",
      {},
      { body: Buffer.from(`\uFEFF${launchBody}`, "utf16le") },
      ["body : a JSON object with flowId | a text that begins with the byte-order mark of UTF-16 (little-endian)"],
    ],
    [
      "JSON encoded twice",
      {},
      { body: JSON.stringify(launchBody) },
      ["body : a JSON object with flowId | a JSON text that holds a JSON object with flowId as a text"],
    ],
    ["a form", {}, { body: "flowId=a1b2c3d4" }, ["body : a JSON object with flowId | a form with flowId"]],
    [
      "an object taken for a text",
      {},
      { body: "[object Object]" },
      ["body : a JSON object with flowId | the text [object Object]"],
    ],
    [
      "single quotes",
      {},
      { body: "{'flowId':'a1'}" },
      ["body : a JSON object with flowId | a text that is no JSON, with single quotes"],
    ],
    [
      "a body that was cut off",
      {},
      { body: '{"flowId":"a1b2' },
      ["body : a JSON object with flowId | a text that is no JSON, but looks like one that was cut off"],
    ],
    [
      "another encoding",
      { body: '{"name":"é"}' },
      { body: Buffer.from('{"name":"é"}', "latin1") },
      ["body : UTF-8 | bytes that are not UTF-8", 'body /name: "é" | "�"'],
    ],
    [
      "properties, one by one",
      { body: '{"flowId":"f","inputData":{"a":1,"b":"2"},"list":[1,2]}' },
      { body: '{"flowId":"f","inputData":{"a":"1","c/d":3},"list":[1]}' },
      [
        'body /inputData/a: 1 | "1"',
        'body /inputData/b: "2" | -',
        "body /inputData/c~1d: - | 3",
        "body /list/1: 2 | -",
      ],
    ],
    ["another value", { body: '{"flowId":"a"}' }, { body: '{"flowId":"b"}' }, ['body /flowId: "a" | "b"']],
    [
      "fields of a form",
      { body: "a=1&b=2" },
      { body: "a=1&b=3&password=s3cret99" },
      ['body /b: "2" | "3"', "body /password: - | <hidden>"],
    ],
  ])("finds %s", (_, reference, other, expected) => {
    expect(differencesOf(reference, other)).toEqual(expected);
  });
});
