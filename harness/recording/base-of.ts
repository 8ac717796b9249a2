/**
 * The base URL that a recorded call is shown at: that of the target, of which the client knew only the proxy's address.
 * `address` is a target's address for people, with one URL for the API and perhaps one for the login host in it; without
 * it the `Host` header stands for the base.
 */
export function baseOf(call: { readonly path: string; readonly host: string }, address: string | undefined): string {
  const urls = address?.match(/https?:\/\/[^\s,;()]+/g) ?? [];
  const isLogin = (url: string) => /^https?:\/\/login\./.test(url);
  const own = call.path.startsWith("/oauth/") ? (urls.find(isLogin) ?? urls[0]) : urls.find((url) => !isLogin(url));
  const base = own ?? urls[0] ?? `http://${call.host === "" ? "unknown.invalid" : call.host}`;
  return base.replace(/\/+$/, "");
}
