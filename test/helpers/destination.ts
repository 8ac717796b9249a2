import type { Response } from "supertest";
import { expect } from "vitest";

/** Where an answer leads: the address, and what stands in its query or fragment. */
export function destination(response: Response) {
  expect(response.status).toBe(302);
  const url = new URL(response.headers["location"] ?? "");
  const values = Object.fromEntries(new URLSearchParams(url.hash === "" ? url.search : url.hash.slice(1)));
  return { to: `${url.origin}${url.pathname}`, in: url.hash === "" ? "query" : "fragment", values };
}
