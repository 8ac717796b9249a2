import { describe, expect, test } from "vitest";
import { whyNotAuthorized } from "#harness/target/live/check-organization.ts";
import { createOrganizationReader, mostReads } from "#harness/target/live/read-organization.ts";
import type { CallAnswer } from "#harness/target/send-call.ts";

const answered = (status: number, body?: unknown): CallAnswer => ({ kind: "answered", status, headers: {}, body });
const broken: CallAnswer = { kind: "failed", why: "the connection was closed", untrusted: false };
const ours = answered(200, { id: "ORG-1", name: "Ours" });
const theirs = answered(200, { id: "org-2", name: "Theirs" });

/** A reader at an org that gives these answers in turn, and the last one for good. */
function aReader(...answers: CallAnswer[]) {
  let reads = 0;
  const readOrganization = createOrganizationReader(async () => {
    reads += 1;
    return answers[Math.min(reads, answers.length) - 1] ?? broken;
  });
  return {
    reads: () => reads,
    readOrganization,
    whyNot: () => whyNotAuthorized("Bearer t", { readOrganization, organizationId: "org-1" }),
  };
}

describe("createOrganizationReader", () => {
  test("reads what was found once, however the scheme is written", async () => {
    const { readOrganization, reads } = aReader(ours);
    const found = { kind: "found", id: "ORG-1", said: '"Ours" (ORG-1)' };
    expect(await readOrganization("Bearer t")).toEqual(found);
    expect(await readOrganization(" bearer  t ")).toEqual(found);
    expect(reads()).toBe(1);
  });

  test("reads once for calls that ask at the same time", async () => {
    const { readOrganization, reads } = aReader(answered(503));
    await Promise.all([readOrganization("Bearer t"), readOrganization("Bearer t")]);
    expect(reads()).toBe(1);
  });
});

describe("whyNotAuthorized", () => {
  test.each([
    ["answered 503", answered(503)],
    ["answered 429", answered(429)],
    ["answered 200 without an id", answered(200, {})],
    ["never answered", broken],
  ])("refuses one call after a read that was %s, and lets the next go", async (_what, failure) => {
    const { whyNot, reads } = aReader(failure, ours);
    expect(await whyNot()).toContain("it is tried again before the next such call");
    expect(await whyNot()).toBeUndefined();
    expect(await whyNot()).toBeUndefined();
    expect(reads()).toBe(2);
  });

  test("looks again at a token that was not accepted before, and refuses it where it is another org's", async () => {
    const { whyNot } = aReader(answered(401), theirs);
    expect(await whyNot()).toBeUndefined();
    expect(await whyNot()).toContain('a token of the organization "Theirs" (org-2)');
  });

  test("gives up a token that could never be read, and says so", async () => {
    const { whyNot, reads } = aReader(answered(500));
    for (let call = 1; call < mostReads; call++) expect(await whyNot()).toContain("tried again before");
    for (let call = 0; call < 2; call++) {
      expect(await whyNot()).toBe(
        `a token whose organization could not be read (GET /api/v2/organizations/me: it was answered 500; after ${mostReads} tries it is not tried again in this run), and GENESYS_ORG_ID pins this run to org-1; run it again once the real side answers that`,
      );
    }
    expect(reads()).toBe(mostReads);
  });

  test("says what to do where the token lacks the right to read it", async () => {
    const { whyNot } = aReader(answered(403));
    expect(await whyNot()).toContain("log in with credentials whose organization can be read");
  });
});
