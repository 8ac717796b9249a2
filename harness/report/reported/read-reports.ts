import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { asRecord } from "#harness/scenario/document/document-value.ts";
import type { ClaimPlace, Contradiction, ContradictionSide, Report, Reports } from "./reports.ts";

/**
 * Reads the catalogue in whose folder, or below it, a scenario stands, and the contradictions beside it. Nothing where there
 * is no catalogue; what in a file is not as it should be is passed over, since a summary is no place to fail a run.
 */
export async function readReports(scenarioFile: string): Promise<Reports | undefined> {
  let folder = dirname(resolve(scenarioFile));
  for (;;) {
    const catalogue = await readList(join(folder, "catalogue.yaml"));
    if (catalogue !== undefined) {
      const contradictions = (await readList(join(folder, "contradictions.yaml"))) ?? [];
      return { reports: catalogue.flatMap(asReport), contradictions: contradictions.flatMap(asContradiction) };
    }
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

async function readList(file: string): Promise<readonly unknown[] | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const value: unknown = parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function asReport(value: unknown): Report[] {
  const { id, response } = asRecord(value);
  const { status } = asRecord(response);
  if (typeof id !== "string") return [];
  return [{ id, ...(typeof status === "number" ? { status } : {}) }];
}

function asContradiction(value: unknown): Contradiction[] {
  const { topic, a, b } = asRecord(value);
  return typeof topic === "string" ? [{ topic, a: asSide(a), b: asSide(b) }] : [];
}

function asSide(value: unknown): ContradictionSide {
  const { says, claims } = asRecord(value);
  return { says: String(says ?? ""), claims: Array.isArray(claims) ? claims.flatMap(asPlace) : [] };
}

function asPlace(value: unknown): ClaimPlace[] {
  const { report, claim } = asRecord(value);
  return typeof report === "string" && typeof claim === "string" ? [{ report, claim }] : [];
}
