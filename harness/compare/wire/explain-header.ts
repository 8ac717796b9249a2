/** A header's two values as they may be seen, and the method of the call. */
interface HeaderSides {
  readonly reference: string | undefined;
  readonly other: string | undefined;
  readonly method: string;
}

/** One line: why another value of a header can matter, with what most often is behind it. */
export function explainHeader(name: string, sides: HeaderSides): string {
  const explain = Object.hasOwn(explanations, name) ? explanations[name] : undefined;
  if (explain !== undefined) return explain(sides);
  if (sides.other === undefined) return "only the reference sends it; an API or a gateway may ask for it";
  return sides.reference === undefined
    ? "only this client sends it; an API or a gateway may answer to it"
    : "an API or a gateway may answer to its value";
}

const explanations: Readonly<Record<string, (sides: HeaderSides) => string>> = {
  authorization: explainAuthorization,
  "content-type": explainContentType,
  accept: ({ other }) =>
    other === undefined
      ? "without it a server may choose another format"
      : "a server may answer 406, or in another format, to what is accepted here",
  "content-encoding": ({ other }) =>
    other === undefined
      ? "the reference sends its body compressed, this client does not"
      : "a compressed body is unreadable to a server that does not expect one",
  "transfer-encoding": ({ other }) =>
    other === "chunked"
      ? "the body comes in chunks, with no length before it; fetch and axios do so for a stream, and some gateways refuse it"
      : "the reference sends its body in chunks, this client with its length",
  expect: ({ other }) =>
    other === undefined
      ? "the reference waits for 100 Continue before it sends its body"
      : "the client waits for 100 Continue before it sends its body; curl does so for a big one, and some servers answer 417",
  origin: ({ other }) =>
    other === undefined
      ? "only the reference sends an Origin, as browsers do"
      : "a browser or an Electron renderer sends it, and then asks for CORS headers; Electron's main process sends none",
  cookie: () => "a session of a browser can stand in for the token, or contradict it",
};

function explainAuthorization({ reference, other }: HeaderSides): string {
  if (other === undefined) return "no token is sent at all; the API answers 401";
  if (reference === undefined) return "only this client sends a token; the API looks at it even where it asks for none";
  const found = other.trim();
  if (/^(?:bearer|basic|token)?\s*["']?(?:undefined|null|none|nan|\[object \w+\])/i.test(found)) {
    return "the token was not there when the header was put together; await the login, or look where the variable is set";
  }
  if (/[${}%]|<(?!token>|id|secret>)/.test(found)) return "the place for the token was never filled in";
  if (/^(?:bearer|basic|token)$/i.test(found))
    return "the token is empty; await the login, or look where the variable is set";
  if (/["']/.test(found)) return "the token has quotes around it, as when it was printed as JSON; take them off";
  if (/%0[ad]|\\[rn]|\s$|%20$/i.test(other))
    return "something stands behind the token, such as the line break of a file; trim it";
  if (/^(bearer|basic)\s+(?:bearer|basic)\b/i.test(found))
    return "the scheme is there twice; the token holds it already";
  if (/^<token>/.test(found)) return 'the scheme is missing; write "Bearer " before the token';
  if (/^basic/i.test(found)) return "Basic is for the login only; the API wants Bearer and the access token";
  if (found.toLowerCase() === reference.trim().toLowerCase()) {
    return "the scheme is written in another case, which is the same by RFC 9110 but not to every gateway";
  }
  return "the API wants Bearer, one space, and the access token as it is";
}

function explainContentType({ reference, other, method }: HeaderSides): string {
  if (other === undefined) {
    return reference === undefined || method === "GET"
      ? "only the reference names the type of a body"
      : "without it the API does not know that the body is JSON; curl names one for -d by itself, raw sockets and some libraries do not";
  }
  if (/^text\/plain;\s*charset=utf-8$/i.test(other)) {
    return "fetch sends text/plain;charset=UTF-8 for a text body without a Content-Type; name application/json";
  }
  if (/^application\/x-www-form-urlencoded/i.test(other)) {
    return "curl -d, axios for URLSearchParams and many libraries by default say that the body is a form; name application/json";
  }
  if (/^multipart\//i.test(other)) return "a multipart body is for files; the API wants JSON here";
  const essence = (value: string | undefined) => value?.split(";")[0]?.trim().toLowerCase();
  if (essence(other) === essence(reference)) {
    return "the type is the same, its parameters are not; a strict API takes no charset but utf-8, or none";
  }
  if (/^text\//i.test(other)) return "a text is not read as JSON; name application/json";
  return reference === undefined
    ? "only this client names the type of a body, and the API reads it as such"
    : "the type decides how the API reads the body, or whether it answers 415";
}
