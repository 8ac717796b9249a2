const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks the URL that a live run is sent to in place of a region. Gives it without a slash at its end, or what is wrong with
 * it; plain http is for this machine only, since a token would cross the network in clear.
 */
export function checkBaseUrl(text: string): { readonly baseUrl: string } | { readonly mistake: string } {
  const found = JSON.stringify(text.slice(0, 80));
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return { mistake: `is ${found}, expected a URL that begins with https:// (http:// for this machine).` };
  }
  // Not quoted: what stands before the @ is a password.
  if (url.username !== "" || url.password !== "")
    return { mistake: "has a user name in it, expected a URL without one." };
  if (url.search !== "" || url.hash !== "") {
    return { mistake: `is ${found}, expected a base URL, without ? and #.` };
  }
  if (url.protocol === "http:" && !loopback.test(url.hostname)) {
    return {
      mistake: `is ${found}, expected https://: a token must not cross the network in clear. Plain http is for localhost only.`,
    };
  }
  return { baseUrl: `${url.origin}${url.pathname.replace(/\/+$/, "")}` };
}
