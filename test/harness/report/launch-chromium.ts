import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

// Debian's, Ubuntu's and Google's names for it.
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the Chromium of the system. Rejects with what to do where there is none: these tests are not to be left out. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = places.find((place) => existsSync(place));
  if (executablePath === undefined) {
    throw new Error(`Expected Chromium at ${places.join(" or ")}, found none. Install it: apt-get install chromium`);
  }
  // Containers run as root, and Chromium has no sandbox for root.
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
