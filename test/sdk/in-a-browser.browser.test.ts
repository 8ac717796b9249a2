import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { type RunningMock, startMock } from "#mock-server/start-mock.ts";
import { checkAnswers } from "#test/helpers/check-answers.ts";
import { patience, useBrowser } from "#test/helpers/use-browser.ts";
import { anAppPage } from "./an-app-page.ts";

const browser = useBrowser();

const pkce = `(client, redirectUri) => client.loginPKCEGrant("${knownIds.pkceClient}", redirectUri, { state: "s1" })`;
const implicit = `(client, redirectUri) => client.loginImplicitGrant("${knownIds.implicitClient}", redirectUri, { state: "s1" })`;

/** A mock, and the application's page in a browser of its own, which has been sent to the login page. */
async function openApp(login: string): Promise<{ readonly running: RunningMock; readonly page: Page }> {
  const running = await startMock();
  checkAnswers(running.mock);
  const { address } = await anAppPage(running.url, login);
  const page = await browser().newPage();
  onTestFinished(async () => {
    await page.close();
    await running.close();
  });
  await page.goto(address);
  await page.waitForURL(`${running.url}/oauth/authorize?**`);
  return { running, page };
}

/** What the application shows once the login has led back to it. */
async function shownBy(page: Page): Promise<unknown> {
  await page.waitForURL("http://localhost:*/callback**");
  await page.waitForFunction('document.getElementById("shown")?.textContent !== ""');
  return JSON.parse((await page.locator("#shown").textContent()) ?? "");
}

describe("the SDK's web build in Chromium", { timeout: patience }, () => {
  test.each([
    { name: "loginPKCEGrant", login: pkce },
    { name: "loginImplicitGrant", login: implicit },
  ])("logs in with $name by the login page, and reads from another origin", async ({ login }) => {
    const { page } = await openApp(login);
    await page.locator("#user").selectOption(knownIds.activeUser);
    await page.getByRole("button", { name: "Log in" }).click();
    expect(await shownBy(page)).toEqual({ id: knownIds.activeUser, state: "s1" });
  });

  test.each([
    { name: "loginPKCEGrant", login: pkce },
    { name: "loginImplicitGrant", login: implicit },
  ])("tells a user who does not agree from a failure, with $name", async ({ login }) => {
    const { page } = await openApp(login);
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await shownBy(page)).toEqual({ error: "[access_denied] the user did not agree" });
  });

  test("proves its token by GET /api/v2/tokens/me before the login resolves", async () => {
    const { running, page } = await openApp(pkce);
    await page.getByRole("button", { name: "Log in" }).click();
    await shownBy(page);
    const calls = running.mock.exchanges
      .list()
      .map(({ request, response }) => `${request.method} ${request.path} ${response.status}`);
    expect(calls.filter((call) => call.startsWith("GET /api/"))).toEqual([
      "GET /api/v2/tokens/me 200",
      "GET /api/v2/users/me 200",
    ]);
  });

  test("cannot read how long to wait after a 429, which other origins are not shown", async () => {
    const { running, page } = await openApp(pkce);
    await page.getByRole("button", { name: "Log in" }).click();
    await shownBy(page);
    running.mock.faults.add({ path: "/api/v2/users", status: 429, retryAfter: 42 });
    const refusal = await page.evaluate(`
      client.setReturnExtendedResponses(true);
      new platformClient.UsersApi().getUsers().catch(({ status, body, headers }) =>
        ({ status, code: body.code, headers: Object.keys(headers).sort() }));
    `);
    expect(refusal).toEqual({
      status: 429,
      code: "too.many.requests.retry.after",
      headers: ["cache-control", "content-length", "content-type", "expires", "inin-correlation-id", "pragma"],
    });
    expect(running.mock.exchanges.list().at(-1)?.response.headers).toMatchObject({ "Retry-After": "42" });
  });
});
