import { describe, expect, test } from "vitest";
import { headingOf, messageOf, type ReportEntry } from "#scripts/docs/report-entry.ts";

function anEntry(response: ReportEntry["response"]): ReportEntry {
  return {
    id: "one",
    source: "https://example.com/1",
    title: "One",
    endpoint: "POST /oauth/token",
    request: {},
    response,
    claims: [],
    published: "accepts",
  };
}

describe("messageOf", () => {
  test.each([
    { body: { code: "bad_request", message: "Not valid." }, message: "bad_request: Not valid." },
    { body: { errors: [{ code: "forbidden", message: "No." }] }, message: "forbidden: No." },
    { body: { message: "Bad Request", errors: ["Invalid code"] }, message: "Bad Request: Invalid code" },
    { body: { error: "invalid_client", error_description: "failed" }, message: "invalid_client: failed" },
    { body: { message: "invalid_token", details: "Expired." }, message: "invalid_token: Expired." },
    { body: { reason: "invalid_token" }, message: "invalid_token" },
    { body: "Invalid flow structure", message: "Invalid flow structure" },
    { body: "", message: undefined },
    { body: {}, message: undefined },
    { body: undefined, message: undefined },
  ])("is $message for $body", ({ body, message }) => {
    expect(messageOf(anEntry({ body }))).toBe(message);
  });
});

describe("headingOf", () => {
  test("has the status before the message", () => {
    expect(headingOf(anEntry({ status: 401, body: { error: "invalid_client" } }))).toBe("401 invalid_client");
  });

  test("names the call where no message is known", () => {
    expect(headingOf(anEntry({ status: 429 }))).toBe("429 on POST /oauth/token");
    expect(headingOf(anEntry({}))).toBe("An error of POST /oauth/token");
  });
});
