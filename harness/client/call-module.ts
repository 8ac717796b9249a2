import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { describeThrown } from "./describe-thrown.ts";

/** What the worker is told to do. All of it can be cloned. */
export interface ModuleJob {
  /** Absolute path of the module. */
  readonly path: string;
  readonly export: string;
  /** The one object that the function is given. */
  readonly argument: Readonly<Record<string, unknown>>;
}

/** What the worker tells: that it is ready to load the module, and then how it went. */
export type ModuleMessage = { readonly kind: "started" } | ModuleAnswer;

export type ModuleAnswer =
  | { readonly kind: "returned"; readonly value: unknown }
  | { readonly kind: "failed"; readonly error: string };

/** Loads the module and calls its function; never rejects. */
export async function callModule(job: ModuleJob): Promise<ModuleAnswer> {
  let found: unknown;
  let exports: readonly string[];
  try {
    const namespace: Readonly<Record<string, unknown>> = await import(pathToFileURL(job.path).href);
    const all = { ...ownExports(namespace["default"]), ...namespace };
    found = all[job.export];
    exports = Object.keys(all).filter((name) => name !== "module.exports");
  } catch (error) {
    return failed(`the module could not be loaded: ${describeThrown(error)}`);
  }
  if (typeof found !== "function") {
    const instead = found === undefined ? `it exports ${exports.join(", ") || "nothing"}` : `it is ${typeof found}`;
    return failed(`expected a function that is exported as "${job.export}", but ${instead}`);
  }
  try {
    const value: unknown = await found(job.argument);
    // A rejection that nobody handles is reported only after this turn, and must not come too late.
    await setImmediate();
    return { kind: "returned", value };
  } catch (error) {
    return failed(`the function threw ${describeThrown(error)}`);
  }
}

/** A CommonJS module has its exports in `default`, where node does not find their names. */
function ownExports(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

function failed(error: string): ModuleAnswer {
  return { kind: "failed", error };
}
