const text = { type: "string" } as const;
const count = { type: "integer", minimum: -1 } as const;
const time = {
  type: "string",
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$",
} as const;
const duration = { type: "number", minimum: -1 } as const;

/** An object of HAR 1.2: what the specification names and nothing else, but for names that begin with an underscore. */
function object(properties: Record<string, object>, optional: readonly string[] = []) {
  return {
    type: "object",
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    properties: { ...properties, comment: text },
    patternProperties: { "^_": {} },
    additionalProperties: false,
  };
}

const list = (items: object) => ({ type: "array", items });
const pairs = list(object({ name: text, value: text }));
const cookies = list(
  object({ name: text, value: text, path: text, domain: text, expires: text, httpOnly: {}, secure: {} }, [
    "path",
    "domain",
    "expires",
    "httpOnly",
    "secure",
  ]),
);

const request = object(
  {
    method: text,
    url: { type: "string", pattern: "^https?://[^/]+/" },
    httpVersion: text,
    cookies,
    headers: pairs,
    queryString: pairs,
    postData: object({ mimeType: text, text, params: pairs }, ["params"]),
    headersSize: count,
    bodySize: count,
  },
  ["postData"],
);

const response = object({
  status: { type: "integer", minimum: 0 },
  statusText: text,
  httpVersion: text,
  cookies,
  headers: pairs,
  content: object({ size: count, compression: count, mimeType: text, text, encoding: text }, [
    ...["compression", "text", "encoding"],
  ]),
  redirectURL: text,
  headersSize: count,
  bodySize: count,
});

const timing = object(
  {
    blocked: duration,
    dns: duration,
    connect: duration,
    send: duration,
    wait: duration,
    receive: duration,
    ssl: duration,
  },
  ["blocked", "dns", "connect", "ssl"],
);

/** JSON Schema of HAR 1.2, after http://www.softwareishard.com/blog/har-12-spec/. */
export const harSchema = object({
  log: object(
    {
      version: { const: "1.2" },
      creator: object({ name: text, version: text }),
      browser: object({ name: text, version: text }),
      pages: list(
        object({
          startedDateTime: time,
          id: text,
          title: text,
          pageTimings: object({ onContentLoad: duration, onLoad: duration }, ["onContentLoad", "onLoad"]),
        }),
      ),
      entries: list(
        object(
          {
            pageref: text,
            startedDateTime: time,
            time: { type: "number", minimum: 0 },
            request,
            response,
            cache: object({ beforeRequest: {}, afterRequest: {} }, ["beforeRequest", "afterRequest"]),
            timings: timing,
            serverIPAddress: text,
            connection: text,
          },
          ["serverIPAddress", "connection"],
        ),
      ),
    },
    ["browser"],
  ),
});
