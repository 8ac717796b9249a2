import { describe, expect, test } from "vitest";
import { dropCutWord, keepEnd } from "#harness/client/whole-words.ts";

describe("keepEnd", () => {
  test.each([
    ["short", 10, "short"],
    ["one two three", 9, "three"],
    ["one two three", 8, "three"],
    ["oneword", 3, ""],
  ])("gives of %j in %i characters %j", (text, length, kept) => {
    expect(keepEnd(text, length)).toBe(kept);
  });
});

describe("dropCutWord", () => {
  test("leaves out the word that a cut went through", () => {
    expect(dropCutWord("one two thr")).toBe("one two ");
  });

  test("leaves out 4096 characters where no word ends", () => {
    expect(dropCutWord("x".repeat(5000))).toBe("x".repeat(904));
  });

  test("keeps a text that ends between words", () => {
    expect(dropCutWord("one two\n")).toBe("one two\n");
  });
});
