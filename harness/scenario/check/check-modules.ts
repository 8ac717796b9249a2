import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { listClients, memberOf, type Part } from "#harness/scenario/document/document-parts.ts";
import { findNearestFile } from "#harness/scenario/nearest-file.ts";
import type { Finding } from "#harness/scenario/scenario-problem.ts";

/** Checks that the modules of all clients exist; their paths are relative to `folder`, the scenario's own. */
export async function checkModules(document: unknown, folder: string): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    listClients(document)
      .flatMap((client) => memberOf(client, "module"))
      .flatMap((module) => [module, ...memberOf(module, "path")])
      .map((path) => checkModule(path, folder)),
  );
  return findings.flat();
}

async function checkModule({ pointer, value }: Part, folder: string): Promise<readonly Finding[]> {
  if (typeof value !== "string" || value === "") {
    return [];
  }
  const path = resolve(folder, value);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) {
    return [];
  }
  const nearest = await findNearestFile(path);
  const advice = nearest === undefined ? "paths are relative to the scenario file" : `did you mean "${nearest}"?`;
  return [{ pointer, message: `expected a module file, found none at "${value}"; ${advice}` }];
}
