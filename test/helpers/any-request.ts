import { METHODS } from "node:http";
import fc from "fast-check";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";

/** What fast-check makes requests of. */

export const launchPath = "/api/v2/flows/executions";
export const authorization = `Bearer ${knownTokens.fullAccess}`;

/** A path for each kind of operation. */
export const paths = [
  launchPath,
  `${launchPath}/1`,
  "/api/v2/flows",
  `/api/v2/flows/${knownIds.publishedFlow}`,
  `/api/v2/flows/${knownIds.publishedFlow}/versions`,
  `/api/v2/flows/${knownIds.publishedFlow}/versions/1.0/configuration`,
  "/api/v2/users",
  `/api/v2/users/${knownIds.activeUser}`,
  "/api/v2/users/me",
  "/api/v2/authorization/subjects/me",
  "/oauth/token",
] as const;

/** Bytes as text of one character each. */
export const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

const headerByte = fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.constant(9), fc.integer({ min: 0x80, max: 0xff }));
/** Any value that a header may have, up to 40 characters. */
export const headerValue = fc.array(headerByte, { maxLength: 40 }).map((bytes) => String.fromCharCode(...bytes));

const tellingValues = ["*/*", "application/json", "text/html;q=0", "gzip", "utf-8", "0", "bytes=0-1", "Basic Og=="];
const someHeaderValue = fc.oneof(headerValue, fc.constantFrom(...tellingValues, authorization));
const headerNames = [
  ...["Authorization", "Accept", "Content-Type", "Content-Encoding", "Accept-Encoding", "Cookie", "Host"],
  ...["Origin", "Range", "If-None-Match", "Accept-Language", "X-Forwarded-For", "X-HTTP-Method-Override"],
] as const;
/** Some headers, each with one value or several. */
export const headers = fc
  .array(
    fc.tuple(
      fc.constantFrom(...headerNames),
      fc.oneof(someHeaderValue, fc.array(someHeaderValue, { minLength: 1, maxLength: 3 })),
    ),
    { maxLength: 8 },
  )
  .map((entries) => Object.fromEntries(entries));

const mediaTypes = ["application/json", "application/x-www-form-urlencoded", "text/plain", "application/json; a=b"];
export const contentType = fc.oneof(fc.constantFrom(...mediaTypes), headerValue);

/** Bytes of any kind, JSON with some bytes at its end, and forms. */
export const bodyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(fc.json(), fc.uint8Array({ maxLength: 3 }))
    .map(([text, bytes]) => Buffer.concat([Buffer.from(text), bytes])),
  fc.webQueryParameters().map((text) => Buffer.from(text)),
);

const tokenCharacters = fc.constantFrom(..."ABCGTOPSabc!#$%&'*+-.^_`|~019");
/** Methods that node knows, and any other token. */
export const method = fc.oneof(
  fc.constantFrom("GET", "POST", "PUT", "DELETE", "HEAD"),
  fc.constantFrom(...METHODS),
  fc.string({ unit: tokenCharacters, minLength: 1, maxLength: 12 }),
);

const targetCharacters = fc.constantFrom(..."/%?#&=.;:@[]{}<>\\^|\"'~+,!$()*az09ZF-_");
const targetBytes = fc.oneof(
  fc.string({ unit: targetCharacters, maxLength: 30 }),
  fc.uint8Array({ maxLength: 20 }).map(latin1),
);
const targetStarts = ["/", "", "http://", "https://h", "//", "*", "http://[", "/api/v2/users/", "/api/v2/flows/"];
/** Request targets: right ones, odd ones and such as no HTTP request has. */
export const target = fc
  .tuple(fc.constantFrom(...targetStarts, ...paths), targetBytes, fc.constantFrom("", "?"), targetBytes)
  .map((parts) => parts.join(""));

const goodRequest =
  `POST ${launchPath} HTTP/1.1\r\nHost: h\r\nAuthorization: ${authorization}\r\n` +
  "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
/** A good request with a few bytes gone and others in their place, or any bytes. */
export const requestBytes = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(goodRequest.length - 1), fc.nat(3), fc.uint8Array({ maxLength: 4 }))
      .map(([at, gone, bytes]) => goodRequest.slice(0, at) + latin1(bytes) + goodRequest.slice(at + gone)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1 }).map(latin1) },
);

const knownValue = fc.constantFrom(...Object.values(knownIds), "user", "system", "email", "1.0", "", null, {});
const someValue = fc.oneof(knownValue, fc.jsonValue());
const objectOf = (...names: readonly string[]) => {
  const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.string() });
  return fc.dictionary(name, someValue, { noNullPrototype: true });
};
const launchFields = objectOf("flowId", "flowVersion", "inputData", "name", "type", "context", "variables");
/** JSON texts: bodies of a launch, right and wrong, and any other. */
export const launchText = fc.oneof(
  fc
    .tuple(launchFields, fc.option(objectOf("id", "type")))
    .map(([fields, initiator]) => JSON.stringify(initiator === null ? fields : { ...fields, initiator })),
  fc.json(),
);
