import type { RedirectTarget } from "#mock-server/call.ts";

/**
 * The address that a login sends its result to: values and state in the query, behind what the address has there already, or
 * in the fragment (JS reads either). Parsed anew, so that nothing stands in it that a header cannot hold.
 */
export function formatLocation(
  { uri, in: place, state }: RedirectTarget,
  values: Readonly<Record<string, string>>,
): string {
  const sent = new URLSearchParams({ ...values, ...(state === undefined ? {} : { state }) }).toString();
  const { href } = new URL(uri);
  if (sent === "") return href;
  if (place === "fragment") return `${href}#${sent}`;
  return `${href}${href.includes("?") ? "&" : "?"}${sent}`;
}
