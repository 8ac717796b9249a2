import { expect, test } from "vitest";
import { bindingsOf } from "#harness/run/bindings-of.ts";

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: references as scenarios write them
const variables = {
  queue: { mock: "queue-of-the-mock", live: "${env.QUEUE_ID}" },
  copy: { mock: "copy-of-the-mock", live: "${publishedFlow}" },
  fixed: { mock: "fixed-of-the-mock", live: "fixed-in-the-file" },
  same: { mock: "same-everywhere", live: "same-everywhere" },
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
const values = {
  publishedFlow: "flow-of-the-org",
  launchBody: { flowId: "flow-of-the-org" },
  queue: "queue-of-the-org",
  copy: "flow-of-the-org",
  fixed: "fixed-in-the-file",
  same: "same-everywhere",
  clientId: "a-client",
  short: "abc",
};

test("bindingsOf gives where each value comes from that a real org may not know", () => {
  const flow = { source: "FLOW_ID", wanted: "the id of a flow", state: "published" };
  const target = { bindingOf: (name: string) => ({ publishedFlow: flow, short: { source: "SHORT" } })[name] };
  expect([...bindingsOf(values, { scenario: { variables }, target })].sort()).toEqual([
    ["fixed-in-the-file", { source: 'the variable "fixed" of the scenario' }],
    ["flow-of-the-org", flow],
    ["queue-of-the-org", { source: "QUEUE_ID" }],
  ]);
});

test("bindingsOf gives nothing for a side that no environment binds", () => {
  expect(bindingsOf(values, { scenario: { variables }, target: {} }).size).toBe(0);
});
