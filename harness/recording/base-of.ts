/** Where the target of a recorded call is, as far as is known. */
export interface RecordedAt {
  /** The target's address for people: base URL of the API in it, and perhaps that of the login host. */
  readonly address?: string | undefined;
  /** Base URL of the login host, where it is known. */
  readonly loginAddress?: string | undefined;
}

/**
 * The base URL that a recorded call is shown at: that of the target, of which the client knew only the proxy's address.
 * Without any the `Host` header stands for the base.
 */
export function baseOf(
  call: { readonly path: string; readonly host: string },
  { address, loginAddress }: RecordedAt,
): string {
  const urls = address?.match(/https?:\/\/[^\s,;()]+/g) ?? [];
  const isLogin = (url: string) => /^https?:\/\/login\./.test(url);
  const own = call.path.startsWith("/oauth/")
    ? (loginAddress ?? urls.find(isLogin) ?? urls[0])
    : urls.find((url) => !isLogin(url));
  const base = own ?? urls[0] ?? `http://${call.host === "" ? "unknown.invalid" : call.host}`;
  return base.replace(/\/+$/, "");
}
