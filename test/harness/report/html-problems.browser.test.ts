import { describe, expect, test } from "vitest";
import { formatProblemsPage } from "#harness/report/html/format-problems-page.ts";
import { patience } from "#test/helpers/use-browser.ts";
import { contrastOf } from "./contrast.ts";
import { coloursOfTexts, useChromium } from "./use-chromium.ts";

const openPage = useChromium();

const evil = "<img src=x onerror=alert(1)><script>alert(2)</script>";
const problems = [
  {
    file: "scenarios/launch.scenario.yaml",
    line: 3,
    column: 9,
    message: 'unknown key "contrac"; did you mean contract?',
  },
  { file: "scenarios/launch.scenario.yaml", line: 14, column: 1, message: `${evil} ${"x".repeat(300)}` },
  { file: `scenarios/${"y".repeat(200)}.scenario.yaml`, line: 1, column: 1, message: "the file is empty" },
];

describe("the HTML report of scenario files with mistakes, in Chromium", { timeout: patience }, () => {
  test("says that nothing was run, and what is wrong where", async () => {
    const { page, troubles, requests } = await openPage(formatProblemsPage(problems));

    expect(await page.title()).toBe("✗ nothing was run, 3 problems · genesys-mock");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Nothing was run");
    expect(await page.getByRole("heading", { level: 2 }).count()).toBe(2);
    expect(await page.getByRole("listitem").first().textContent()).toBe(
      'line 3, column 9 unknown key "contrac"; did you mean contract?',
    );
    expect(await page.getByText("Next: correct the scenario files").isVisible()).toBe(true);
    expect(troubles).toEqual([]);
    expect(requests).toEqual([page.url()]);
  });

  test("runs nothing of what a file says, and has no script of its own", async () => {
    const { page } = await openPage(formatProblemsPage(problems));

    expect(await page.locator("img, script").count()).toBe(0);
    expect(await page.getByText("<img src=x").isVisible()).toBe(true);
  });

  test("leads the keyboard past its head", async () => {
    const { page } = await openPage(formatProblemsPage(problems));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");

    expect(await page.evaluate("document.activeElement.id")).toBe("problems");
  });

  test.each([1280, 360])("does not scroll sideways at %i pixels", async (width) => {
    const { page } = await openPage(formatProblemsPage(problems), { viewport: { width, height: 800 } });

    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });

  test.each(["light", "dark"] as const)("is legible in %s: every text has the contrast of WCAG AA", async (scheme) => {
    const { page } = await openPage(formatProblemsPage(problems), { colorScheme: scheme });
    const pairs = await page.evaluate<[text: string, colour: string, ground: string][]>(coloursOfTexts);

    expect(pairs.length).toBeGreaterThan(10);
    expect(pairs.filter(([, colour, ground]) => contrastOf(colour, ground) < 4.5)).toEqual([]);
  });
});
