import { describe, expect, test } from "vitest";
import { controlMessage, optionMessage } from "#library/in-library-words.ts";

describe("optionMessage", () => {
  test.each([
    [
      '--seed: expected a whole number from 0 to 9, found "-1"',
      'seed: expected a whole number from 0 to 9, found "-1"',
    ],
    ["--rate says something about a live run; add --live", "rate says something about a live run; add live"],
    [
      "--max-age: expected days such as 30, which warns, or 30:fail",
      "maxAge: expected days such as 30, which warns, or 30:fail",
    ],
    ['--reporter: There is no reporter "x"', 'reporters: There is no reporter "x"'],
    ["--live-ca: expected a file with certificates", "liveCa: expected a file with certificates"],
    ["what is no option stays: a--b, -x", "what is no option stays: a--b, -x"],
  ])("names the options of %s as the library does", (message, expected) => {
    expect(optionMessage(message)).toBe(expected);
  });
});

describe("controlMessage", () => {
  test("names the functions of a mock in place of its calls", () => {
    expect(controlMessage('No user has the id "nobody". GET /__mock/org lists them.')).toBe(
      'No user has the id "nobody". org() lists them.',
    );
    expect(controlMessage("DELETE /__mock/faults forgets all, DELETE /__mock/faults/ID one.")).toBe(
      "clearFaults() forgets all.",
    );
  });
});
