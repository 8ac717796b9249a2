import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

// Debian's, Ubuntu's and Google's names for it.
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The first start of a browser on a busy machine takes longer than a test may. */
export const patience = 60_000;

/** Starts a browser for a test file and ends it with the file; gives what gives it. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  }, patience);
  afterAll(async () => {
    await browser?.close();
  }, patience);
  return () => {
    if (browser === undefined) throw new Error("the browser is there in tests only");
    return browser;
  };
}

/** Starts the Chromium of the system. Rejects with what to do where there is none: these tests are not to be left out. */
async function launchChromium(): Promise<Browser> {
  const executablePath = places.find((place) => existsSync(place));
  if (executablePath === undefined) {
    throw new Error(`Expected Chromium at ${places.join(" or ")}, found none. Install it: apt-get install chromium`);
  }
  // Containers run as root, and Chromium has no sandbox for root.
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
