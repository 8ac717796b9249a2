import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { formatPage } from "#harness/report/html/format-page.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { patience } from "#test/helpers/use-browser.ts";
import { aFullRun } from "./a-full-run.ts";
import { anEvilRun } from "./an-evil-run.ts";
import { contrastOf } from "./contrast.ts";
import { coloursOfTexts, useChromium } from "./use-chromium.ts";

const openPage = useChromium();

describe("the HTML report in Chromium", { timeout: patience }, () => {
  test("renders without an error, a refused resource or a request", async () => {
    const { page, troubles, requests } = await open(aFullRun());

    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(
      "10 scenarios: 6 failed, 1 could not run, 2 skipped",
    );
    expect(await page.getByRole("article").count()).toBe(10);
    expect(await page.getByRole("note").isVisible()).toBe(true);
    expect(await page.getByRole("table", { name: "app compared with curl" }).isVisible()).toBe(true);
    expect(troubles).toEqual([]);
    expect(requests).toEqual([page.url()]);
  });

  test("stands mock and real beside each other, what differs marked", async () => {
    const { page } = await open(aFullRun());

    const sides = page.locator("#scenario-1 .call[open] .side");
    const [mock, real] = [await sides.nth(0).boundingBox(), await sides.nth(1).boundingBox()];
    expect(real?.y).toBe(mock?.y);
    expect(real?.x).toBeGreaterThan((mock?.x ?? 0) + (mock?.width ?? 0));
    expect(await sides.nth(0).locator("mark").allTextContents()).toEqual(['"state": "active",']);
    expect(await sides.nth(1).locator("mark").allTextContents()).toEqual([
      '"state": "ACTIVE",',
      '"acdAutoAnswer": false',
    ]);
  });

  test("filters by text and by status, and says how many are left", async () => {
    const { page } = await open(aFullRun());

    await page.getByRole("searchbox").fill("queue");
    expect(await visibleIds(page)).toEqual(["create-queue"]);
    expect(await page.getByRole("status").textContent()).toBe("1 of 10 shown");

    await page.getByRole("searchbox").fill("");
    await page.getByRole("radio", { name: "differ 2" }).check();
    expect(await visibleIds(page)).toEqual(["read-user", "create-user"]);

    await page.getByRole("searchbox").fill("no such thing");
    expect(await visibleIds(page)).toEqual([]);
    expect(await page.getByText("No scenario matches the filter.").isVisible()).toBe(true);
  });

  test("is used from the keyboard: / to the filter, j and k through what it leaves, Enter to open", async () => {
    const { page } = await open(aFullRun());

    await page.keyboard.press("/");
    expect(await page.evaluate("document.activeElement.id")).toBe("filter");
    await page.keyboard.type("a /j");
    expect(await page.getByRole("searchbox").inputValue()).toBe("a /j");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("searchbox").inputValue()).toBe("");

    await page.keyboard.press("j");
    expect(await focusedId(page)).toBe("read-user");
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowDown");
    expect(await focusedId(page)).toBe("launch-thread");
    await page.keyboard.press("k");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("k");
    expect(await focusedId(page)).toBe("read-user");

    expect(await page.locator("#scenario-1 > details").getAttribute("open")).not.toBeNull();
    await page.keyboard.press("Enter");
    expect(await page.locator("#scenario-1 > details").getAttribute("open")).toBeNull();
  });

  test("shows where the focus is, at everything that the tab key reaches", async () => {
    const { page } = await open(aFullRun());

    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      const [name, outline] = await page.evaluate<[string, string]>(`(() => {
        const element = document.activeElement;
        const shown = element.name === "status" ? element.nextElementSibling : element;
        return [element.outerHTML.slice(0, 80), getComputedStyle(shown).outlineStyle];
      })()`);
      expect(`${name} ${outline}`).toBe(`${name} solid`);
    }
  });

  test("opens the scenario that a link in the summary points to", async () => {
    const { page } = await open(aFullRun());
    await page.locator("#scenario-9 > details > summary").click();
    expect(await page.locator("#scenario-9 > details").getAttribute("open")).toBeNull();

    await page.getByRole("link", { name: "sdk [published] on mock" }).click();

    await page.locator("#scenario-9 > details[open]").waitFor();
    expect(await focusedId(page)).toBe("sdk");
  });

  test("opens and closes all that the filter leaves", async () => {
    const { page } = await open(aFullRun());

    await page.getByRole("button", { name: "Open all" }).click();
    expect(await page.locator(".scenario > details:not([open])").count()).toBe(0);
    await page.getByRole("button", { name: "Close all" }).click();
    expect(await page.locator(".scenario > details[open]").count()).toBe(0);
  });

  test("can be read without scripts: everything is there, what needs one is not", async () => {
    const { page } = await open(aFullRun(), { javaScriptEnabled: false });

    expect(await page.getByRole("searchbox").count()).toBe(0);
    await page.locator("#scenario-10 > details > summary").click();
    expect(await page.locator("#scenario-10").getByText("the real API follows another contract").isVisible()).toBe(
      true,
    );
  });

  test.each([1280, 360])("does not scroll sideways at %i pixels, whatever is in it", async (width) => {
    for (const run of [aFullRun(), anEvilRun()]) {
      const { page } = await open(run, { viewport: { width, height: 800 } });
      await page
        .getByRole("button", { name: "Open all" })
        .or(page.getByRole("button", { name: "Close all" }))
        .waitFor();
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');

      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    }
  });

  test("runs nothing of what a server or a scenario says", async () => {
    const { page, troubles, requests } = await open(anEvilRun());
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');

    expect(await page.title()).toBe("✗ 1 of 1 scenario not passed · genesys-mock");
    expect(await page.locator("img, iframe, script:not(:last-of-type)").count()).toBe(0);
    expect(troubles).toEqual([]);
    expect(requests).toEqual([page.url()]);
  });

  test.each(["light", "dark"] as const)("is legible in %s: every text has the contrast of WCAG AA", async (scheme) => {
    const { page } = await open(aFullRun(), { colorScheme: scheme });
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');

    const pairs = await page.evaluate<[text: string, colour: string, ground: string][]>(coloursOfTexts);

    const grounds = new Set(pairs.map(([, , ground]) => ground));
    expect(grounds).toContain(scheme === "light" ? "rgb(245, 246, 248)" : "rgb(17, 21, 27)");
    expect(pairs.length).toBeGreaterThan(200);
    expect(pairs.filter(([, colour, ground]) => contrastOf(colour, ground) < 4.5)).toEqual([]);
  });
});

async function visibleIds(page: Page): Promise<string[]> {
  return page.locator(".scenario:visible .head .id").allTextContents();
}

async function focusedId(page: Page): Promise<string | null> {
  return page.locator("summary.head:focus .id").textContent();
}

/** Opens the page of a run. */
function open(run: RunResult, options: BrowserContextOptions = {}) {
  return openPage(formatPage(run), options);
}
