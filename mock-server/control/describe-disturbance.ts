import type { Disturbance } from "#mock-server/fault.ts";
import type { Sent } from "#mock-server/respond/send-answer.ts";

/** What a reader of an exchange should know of an answer that was ordered to suffer; nothing where none was. */
export function describeDisturbance(disturbance: Disturbance | undefined, sent: Sent | undefined): string[] {
  if (disturbance === undefined) return [];
  const { id, delay = 0 } = disturbance;
  const held = delay === 0 ? [] : [`held back for ${delay} ms`];
  const ends: Readonly<Record<Sent, readonly string[]>> = {
    whole: [],
    cut: ["cut off in its body"],
    reset: ["replaced by a reset of the connection"],
    abandoned: ["never sent, since the client went away before"],
  };
  const happened = [...held, ...ends[sent ?? "whole"]];
  return happened.length === 0 ? [] : [`Fault ${id} of /__mock/faults: the answer was ${happened.join(" and ")}.`];
}
