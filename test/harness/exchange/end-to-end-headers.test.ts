import { describe, expect, test } from "vitest";
import { endToEndHeaders, headerLines } from "#harness/exchange/end-to-end-headers.ts";

describe("endToEndHeaders", () => {
  test("leaves out the headers of one connection and those that Connection lists, in any case", () => {
    const lines = headerLines([
      ...["X-One", "1", "CONNECTION", "close , x-HOP", "X-Hop", "2", "Keep-Alive", "timeout=5", "TE", "trailers"],
      ...["Proxy-Connection", "keep-alive", "Upgrade", "h2c", "connection", "X-Two", "x-two", "3", "Trailer", "X-Sum"],
    ]);
    expect(endToEndHeaders(lines)).toEqual([
      ["X-One", "1"],
      ["Trailer", "X-Sum"],
    ]);
  });

  test("keeps what the next hop needs, whatever Connection lists", () => {
    const lines = [
      ["Host", "h"],
      ["Content-Length", "5"],
      ["Transfer-Encoding", "chunked"],
    ] as const;
    expect(endToEndHeaders([["Connection", "host, content-length, transfer-encoding"], ...lines])).toEqual(lines);
  });
});
