import { describe, expect, test } from "vitest";
import { pageHeaders } from "#mock-server/respond/page-headers.ts";

describe("pageHeaders", () => {
  test("lets a page load and run nothing, and its form lead to the mock and the application only", () => {
    expect(pageHeaders({ html: "<p>A</p>", formTargets: ["http://localhost:1"] })).toEqual({
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'none'; form-action 'self' http://localhost:1; base-uri 'none'; frame-ancestors 'none'",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    });
  });

  test("allows the style of the page by its hash", () => {
    // printf 'p{margin:0}' | openssl dgst -sha256 -binary | base64
    const { "Content-Security-Policy": policy } = pageHeaders({ html: "<style>p{margin:0}</style>", formTargets: [] });
    expect(policy).toContain("style-src 'sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA=';");
  });
});
