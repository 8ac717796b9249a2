/** A path in the one form that all its spellings share. */
export interface NormalPath {
  /** Without query, fragment and trailing slash. */
  readonly path: string;
  /** Whether servers disagree about what such a path means: an encoded slash, a backslash, a segment's parameters. */
  readonly isAmbiguous: boolean;
}

/**
 * Reads the path of a request line as a lenient server would (RFC 3986, 6.2.2): `http://HOST` of an absolute form left out,
 * characters that need no encoding decoded, dot segments resolved, empty segments and the trailing slash left out.
 */
export function normalizePath(written: string): NormalPath {
  const [bare = ""] = written.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, "").split(/[?#]/, 1);
  const segments: string[] = [];
  for (const segment of decodeUnreserved(bare).split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "." && segment !== "") segments.push(segment);
  }
  return { path: `/${segments.join("/")}`, isAmbiguous: written.includes("#") || isAmbiguous(bare) };
}

function decodeUnreserved(path: string): string {
  return path.replace(/%([\da-f]{2})/gi, (code, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : code.toUpperCase();
  });
}

function isAmbiguous(path: string): boolean {
  try {
    // A slash that is left in a decoded segment was encoded.
    return path.split("/").some((segment) => /[/\\?#%;\p{Cc}]/u.test(decodeURIComponent(segment)));
  } catch {
    return true;
  }
}
