import { describe, expect, test } from "vitest";
import { Html, html } from "#harness/report/html/markup.ts";

describe("html", () => {
  test("escapes what stands between tags and what stands in an attribute", () => {
    expect(String(html`<p title="${'a"<b>&'}">${'a"<b>&'}</p>`)).toBe(
      '<p title="a&quot;&lt;b>&amp;">a"&lt;b&gt;&amp;</p>',
    );
  });

  test("takes markup as it is, lists one after the other, and nothing for undefined and false", () => {
    expect(String(html`<p>${[html`<b>x</b>`, 1, undefined, false, ["<"]]}</p>`)).toBe("<p><b>x</b>1&lt;</p>");
  });

  test("shows control characters and what turns the reading direction", () => {
    expect(String(html`${"a\u001b\u202eb\0"}`)).toBe("a\\u001b\\u202eb\\u0000");
  });

  test("does not take for markup what only looks like it", () => {
    const pretender = JSON.parse('{"toString":"<b>"}');

    expect(pretender instanceof Html).toBe(false);
    expect(String(html`${JSON.stringify({ markup: "<b>" })}`)).toBe('{"markup":"&lt;b&gt;"}');
  });
});
