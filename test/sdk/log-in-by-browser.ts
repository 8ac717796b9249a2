import { redirectUri } from "#test/helpers/log-in.ts";

/** A link or form of a page, as a browser finds it. */
interface LoginForm {
  readonly action: string;
  readonly fields: URLSearchParams;
  /** By the text that a person reads. */
  readonly users: ReadonlyMap<string, string>;
}

/**
 * Does what a browser and a person do: opens the login page, picks a user by email, presses the button, and is sent back to the
 * application. Gives what stands in the query of the address it is sent to.
 */
export async function logInByBrowser(
  url: string,
  query: Readonly<Record<string, string>>,
  { email, decision = "agree" }: { readonly email: string; readonly decision?: "agree" | "cancel" },
): Promise<Readonly<Record<string, string>>> {
  const address = new URL(`/oauth/authorize?${new URLSearchParams({ redirect_uri: redirectUri, ...query })}`, url);
  const page = await fetch(address);
  const { action, fields, users } = readForm(await page.text());
  fields.set("user", users.get(email) ?? "");
  fields.set("decision", decision);
  const sent = await fetch(new URL(action, address), { method: "POST", body: fields, redirect: "manual" });
  const target = new URL(sent.headers.get("location") ?? "");
  if (`${target.origin}${target.pathname}` !== redirectUri) throw new Error(`sent to ${target.href}`);
  return Object.fromEntries(target.searchParams);
}

/** The page's own markup: hidden fields, and one option per user. */
function readForm(html: string): LoginForm {
  const fields = new URLSearchParams();
  for (const [, name = "", value = ""] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) {
    fields.append(name, value.replaceAll("&amp;", "&"));
  }
  const options = html.matchAll(/<option value="([^"]*)"[^>]*>[^<]*\(([^)]*)\)<\/option>/g);
  return {
    action: /<form method="post" action="([^"]*)">/.exec(html)?.[1] ?? "",
    fields,
    users: new Map([...options].map(([, id = "", email = ""]) => [email, id])),
  };
}
