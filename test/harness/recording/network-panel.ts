import type { Browser, Page } from "playwright-core";
import { onTestFinished } from "vitest";

/** A call as Chrome's network panel holds it once it has read a HAR. */
export interface ShownCall {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly requestHeaders: readonly { readonly name: string; readonly value: string }[];
  readonly responseHeaders: readonly { readonly name: string; readonly value: string }[];
  readonly requestBody: string | null;
  readonly responseBody: { readonly text: string; readonly isBase64: boolean };
  readonly mimeType: string;
  readonly type: string;
  /** Bytes. */
  readonly transferred: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** DevTools' own pages, as the browser holds them for itself. */
const frontend = "devtools://devtools/bundled/devtools_app.html?panel=network";

/** The network panel of DevTools in a window of its own, or why this browser has none that can be asked. */
export async function openNetworkPanel(browser: Browser): Promise<Page | string> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  onTestFinished(() => page.close());
  const without = (lack: string) => `The DevTools of Chromium ${browser.version()} (${frontend}) have no ${lack}`;
  try {
    await page.goto(frontend);
    // Nothing can be asked before the panel is there.
    await importButton(page).waitFor();
  } catch {
    return without("network panel with an import");
  }
  const canBeAsked = await page.evaluate(
    `import("./models/logs/logs.js").then((logs) => logs.NetworkLog.NetworkLog.instance().requests()).then(Array.isArray, () => false)`,
  );
  return canBeAsked === true ? page : without("log of calls that can be read");
}

function importButton(panel: Page) {
  return panel.getByRole("button", { name: "Import HAR" });
}

/** Imports a file as a person does, by the button with the arrow up. */
export async function importHar(panel: Page, file: string): Promise<void> {
  const chosen = panel.waitForEvent("filechooser");
  await importButton(panel).click();
  await (await chosen).setFiles(file);
  await rowsOf(panel).first().waitFor();
}

/** The names of the calls in the panel's table. */
export function rowsOf(panel: Page) {
  return panel.locator("td.name-column");
}

/** Everything that the panel knows of the calls, in the order in which they began. */
export async function shownCalls(panel: Page): Promise<readonly ShownCall[]> {
  return panel.evaluate<ShownCall[]>(`(async () => {
    const logs = await import("./models/logs/logs.js");
    const pairs = (headers) => headers.map(({ name, value }) => ({ name, value }));
    return Promise.all(logs.NetworkLog.NetworkLog.instance().requests().map(async (call) => {
      const content = await call.requestContentData();
      return {
        method: call.requestMethod,
        url: call.url(),
        status: call.statusCode,
        statusText: call.statusText,
        requestHeaders: pairs(call.requestHeaders()),
        responseHeaders: pairs(call.responseHeaders),
        requestBody: await call.requestFormData(),
        responseBody: content.isTextContent
          ? { text: content.text, isBase64: false }
          : { text: content.base64, isBase64: true },
        mimeType: call.mimeType,
        type: call.resourceType().name(),
        transferred: call.transferSize,
        startedAt: call.startTime * 1000,
        durationMs: call.duration * 1000,
      };
    }));
  })()`);
}
