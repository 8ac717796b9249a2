import { describe, expect, test } from "vitest";
import { formatBody } from "#harness/report/html/format-body.ts";

const message = (body: string | Buffer) => ({ headers: [], body: Buffer.from(body) });

describe("formatBody", () => {
  test("marks the lines with what differs", () => {
    const places = { status: false, headers: new Set<string>(), body: ["/b"] };

    expect(String(formatBody(message('{"a":1,"b":"<i>"}'), { places, budget: { left: 100 } }))).toBe(
      '<pre class="body" tabindex="0"><code>{\n  "a": 1,\n  <mark>"b": "&lt;i&gt;"</mark>\n}\n</code></pre>',
    );
  });

  test("cuts a body after 20 kB, with an ellipsis that tells the redactor so, and says what is missing", () => {
    const text = String(formatBody(message("x".repeat(50_000)), { budget: { left: 100_000 } }));

    expect(text).toContain(`${"x".repeat(20_000)}…\n</code></pre>`);
    expect(text).toContain("only the first 20000 characters of 50000 bytes are shown");
  });

  test("shows 800 lines at most", () => {
    const text = String(formatBody(message("x\n".repeat(1000)), { budget: { left: 100_000 } }));

    expect(text).toContain("201 more lines are not shown");
    expect(text.match(/^x$/gm)?.length).toBe(799);
  });

  test("takes what it shows from the page's budget and shows nothing once that is used up", () => {
    const budget = { left: 5 };

    expect(String(formatBody(message("12345678"), { budget }))).toContain("12345…");
    expect(budget.left).toBe(0);
    expect(String(formatBody(message("12345678"), { budget }))).toBe(
      '<p class="note">8 bytes, left out because the page is large already</p>',
    );
  });

  test("masks the tokens of an OAuth answer, and describes what is no text", () => {
    const text = String(formatBody(message('{"access_token":"abc"}'), { budget: { left: 100 } }));

    expect(text).toContain('"access_token": "&lt;redacted&gt;"');
    expect(String(formatBody(message(Buffer.from([0, 1, 2])), { budget: { left: 100 } }))).toContain(
      "3 bytes that are no text",
    );
    expect(String(formatBody(message(""), { budget: { left: 100 } }))).toContain("no body");
  });
});
