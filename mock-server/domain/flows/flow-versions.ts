import type { Flow } from "#mock-server/org/entities.ts";

/**
 * The versions of a flow are counted `1.0`, `2.0` ... up to the latest saved one (ARCH: an id looks like `9.0`; that none is
 * left out is inferred). Those up to the published one were published, later ones only saved.
 */
export function savedVersion(flow: Flow): string | undefined {
  return flow.neverSaved === true ? undefined : flow.version;
}

/** The version that is published now, if the flow has one. */
export function publishedVersion(flow: Flow): string | undefined {
  if (flow.state !== "published" || flow.neverSaved === true) return undefined;
  return flow.publishedVersion ?? flow.version;
}

/** How many versions there are. */
export function countVersions(flow: Flow): number {
  return numberOf(savedVersion(flow));
}

/** The id of a version, counted from 1. */
export function versionAt(count: number): string {
  return `${count}.0`;
}

/** Whether a version of the flow has this id. */
export function hasVersion(flow: Flow, version: string): boolean {
  return isAmong(version, countVersions(flow));
}

/** Whether a version of this id is published, or was before the one that is. */
export function isPublished(flow: Flow, version: string): boolean {
  return isAmong(version, numberOf(publishedVersion(flow)));
}

function isAmong(version: string, count: number): boolean {
  return /^[1-9]\d{0,8}\.0$/.test(version) && numberOf(version) <= count;
}

function numberOf(version: string | undefined): number {
  return version === undefined ? 0 : Number.parseInt(version, 10);
}
