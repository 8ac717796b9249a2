import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { useBrowser } from "#test/helpers/use-browser.ts";

export interface OpenedPage {
  readonly page: Page;
  /** Errors, and whatever the page's policy refused. */
  readonly troubles: readonly string[];
  readonly requests: readonly string[];
}

/** Starts a browser for a test file, and gives what opens a page in it as a file, until the test ends. */
export function useChromium(): (html: string, options?: BrowserContextOptions) => Promise<OpenedPage> {
  const browser = useBrowser();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "report-"));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  return async (html, options = {}) => {
    const file = join(folder, `${crypto.randomUUID()}.html`);
    await writeFile(file, html);
    const context = await browser().newContext(options);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const troubles: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => troubles.push(message.text()));
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return { page, troubles, requests };
  };
}

/** For each text of the page its colour and that of the nearest ground below it. Run in the browser. */
export const coloursOfTexts = `(() => {
  const groundOf = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" && element.parentElement ? groundOf(element.parentElement) : colour;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pairs = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() === "" || element.tagName === "SCRIPT") continue;
    pairs.push([texts.currentNode.data.trim().slice(0, 30), getComputedStyle(element).color, groundOf(element)]);
  }
  return pairs;
})()`;
