import type { AcceptedInput } from "#mock-server/call.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import { publishedVersion } from "./flow-versions.ts";

type Query = AcceptedInput["query"];
type Filter = (flow: Flow, query: Query) => boolean;

/** Whether a flow is what the query of a listing asks for. Ids make every other filter count for nothing (NET). */
export function isAskedFor(flow: Flow, query: Query): boolean {
  const ids = listOf(query["id"]);
  return ids.length > 0 ? ids.includes(flow.id) : filters.every((passes) => passes(flow, query));
}

const filters: readonly Filter[] = [
  (flow, { deleted }) => flow.state !== "deleted" || deleted === true,
  (flow, { type }) => isAmong(flow.type.toLowerCase(), type),
  (flow, { divisionId }) => isAmong(flow.divisionId, divisionId),
  (flow, { name }) => matches(flow.name, name),
  (flow, { description }) => matches(flow.description, description),
  (flow, { nameOrDescription }) =>
    matches(flow.name, nameOrDescription) || matches(flow.description, nameOrDescription),
  (flow, { publishVersionId }) => publishVersionId === undefined || publishedVersion(flow) === publishVersionId,
  // No flow of a mock is locked, and so anyone can edit it (`editableBy` leaves out none); none is of a virtual agent.
  (_flow, { lockedBy, lockedByClientId }) => lockedBy === undefined && lockedByClientId === undefined,
  (_flow, { virtualAgentEnabled }) => virtualAgentEnabled !== true,
  isSecureIn,
  isPublishedWithin,
];

/** Saved versions are not checked in; published ones are. */
function isSecureIn(flow: Flow, { secure }: Query): boolean {
  if (secure === undefined) return true;
  return flow.secure === true && (secure === "any" || publishedVersion(flow) !== undefined);
}

function isPublishedWithin(flow: Flow, { publishedAfter, publishedBefore }: Query): boolean {
  if (publishedAfter === undefined && publishedBefore === undefined) return true;
  if (flow.publishedAt === undefined || publishedVersion(flow) === undefined) return false;
  const published = Date.parse(flow.publishedAt);
  if (publishedAfter !== undefined && published <= Date.parse(String(publishedAfter))) return false;
  return publishedBefore === undefined || published < Date.parse(String(publishedBefore));
}

function isAmong(value: string, list: unknown): boolean {
  const values = listOf(list);
  return values.length === 0 || values.includes(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text contains what is asked for, in any case; `*` stands for any text. No source says how the platform compares. */
function matches(text: string | undefined, wanted: unknown): boolean {
  if (typeof wanted !== "string" || wanted === "") return true;
  const where = (text ?? "").toLowerCase();
  let position = 0;
  for (const part of wanted.toLowerCase().split("*")) {
    const found = where.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return true;
}
