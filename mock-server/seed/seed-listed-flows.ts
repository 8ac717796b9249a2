import type { Division, Flow, FlowType } from "#mock-server/org/entities.ts";
import { createIdSource } from "#mock-server/org/id-source.ts";
import { knownIds } from "./known-ids.ts";

/** Name, type, latest saved version and, where it is another, the published one; 0 for none. */
const listed: readonly (readonly [name: string, type: FlowType, saved: number, published?: number])[] = [
  ["Abandoned call follow-up", "WORKFLOW", 4],
  ["Address change", "WORKFLOW", 2],
  ["After-hours voicemail", "VOICEMAIL", 3],
  ["Appointment reminder", "OUTBOUNDCALL", 5],
  ["Billing bot", "BOT", 12, 11],
  ["Billing chat", "INBOUNDCHAT", 6],
  ["Callback queue", "INQUEUECALL", 2],
  ["Card activation", "SECURECALL", 7],
  ["Case escalation", "WORKFLOW", 9, 7],
  ["Complaint intake", "INBOUNDEMAIL", 3],
  ["Contract renewal", "WORKFLOW", 1],
  ["Customer greeting", "COMMONMODULE", 8],
  ["Delivery status", "DIGITALBOT", 15],
  ["Delivery text messages", "INBOUNDSHORTMESSAGE", 2],
  ["Emergency closing", "INBOUNDCALL", 21],
  ["Fraud alert", "WORKFLOW", 6],
  ["Identity check", "COMMONMODULE", 3, 2],
  ["Invoice copy", "WORKFLOW", 3],
  ["Language choice", "COMMONMODULE", 1],
  ["Loyalty points", "WORKFLOW", 2, 0],
  ["Missed call list", "WORKFLOW", 30],
  ["Newsletter opt-out", "INQUEUEEMAIL", 1],
  ["Order lookup", "INBOUNDCALL", 10],
  ["Password reset", "SPEECH", 4],
  ["Payment by phone", "SECURECALL", 2],
  ["Payment plan", "WORKFLOW", 5],
  ["Post-call survey", "SURVEYINVITE", 1],
  ["Queue announcement", "INQUEUESHORTMESSAGE", 2],
  ["Return label", "WORKFLOW", 3],
  ["Review request", "VOICESURVEY", 1, 0],
  ["Shift swap", "WORKITEM", 2],
  ["Ticket closing", "WORKFLOW", 13, 12],
  ["Voice of the customer", "VOICE", 2],
  ["Warranty claim", "WORKFLOW", 2],
];

const firstDay = Date.UTC(2025, 0, 6, 9);
const week = 7 * 24 * 60 * 60 * 1000;

/** Flows that make a listing several pages long: of every kind, in every division, created and published week after week. */
export function seedListedFlows(seed: number, divisions: readonly Division[]): Flow[] {
  const { nextId } = createIdSource(seed, "flows");
  return listed.map(([name, type, saved, published = saved], position) => {
    const created = firstDay + position * week;
    return {
      id: nextId(),
      name,
      description: `${name}, version ${saved}`,
      type,
      divisionId: divisions[position % divisions.length]?.id ?? knownIds.homeDivision,
      state: published === 0 ? "unpublished" : "published",
      version: `${saved}.0`,
      ...(published === 0 || published === saved ? {} : { publishedVersion: `${published}.0` }),
      ...(type === "SECURECALL" ? { secure: true } : {}),
      createdAt: new Date(created).toISOString(),
      ...(published === 0 ? {} : { publishedAt: new Date(created + saved * week).toISOString() }),
      runsFor: 1,
      outcome: "COMPLETED",
    };
  });
}
