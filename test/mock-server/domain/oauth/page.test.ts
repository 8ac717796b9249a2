import { describe, expect, test } from "vitest";
import { escapeHtml, formatPage } from "#mock-server/domain/oauth/page.ts";

describe("formatPage", () => {
  test("is whole, in UTF-8, with its title escaped, and loads nothing", () => {
    const page = formatPage("Log in to <Acme> & Co", "<p>Hello</p>");
    expect(page).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8">/);
    expect(page).toContain("<title>Log in to &lt;Acme&gt; &amp; Co</title>");
    expect(page).toContain("<h1>Log in to &lt;Acme&gt; &amp; Co</h1>\n<p>Hello</p>\n</body></html>\n");
    expect(page).not.toMatch(/<script|src=|href=|url\(|@import/);
  });
});

describe("escapeHtml", () => {
  test("escapes what could end a text or a quoted attribute", () => {
    expect(escapeHtml(`<a href='x'>"&amp;`)).toBe("&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;");
  });
});
