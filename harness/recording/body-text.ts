import { isUtf8 } from "node:buffer";

/** A body as text, in a charset that gives the same bytes back; nothing where the bytes are no text. */
export function bodyText(
  body: Buffer,
  contentType: string,
): { readonly text: string; readonly charset: "utf8" | "latin1" } | undefined {
  if (isUtf8(body)) return { text: body.toString("utf8"), charset: "utf8" };
  // Text in another charset: what is ASCII in it can be read all the same.
  return textual.test(contentType) ? { text: body.toString("latin1"), charset: "latin1" } : undefined;
}

const textual = /json|text|xml|form-urlencoded|javascript/i;
