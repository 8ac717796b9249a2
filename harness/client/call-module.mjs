import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { describeThrown } from "./describe-thrown.mjs";

/** See call-module.d.mts. */
export async function callModule(job) {
  let found;
  let exports;
  try {
    const namespace = await import(pathToFileURL(job.path).href);
    const all = { ...ownExports(namespace.default), ...namespace };
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
    const value = await found(job.argument);
    // A rejection that nobody handles is reported only after this turn, and must not come too late.
    await setImmediate();
    return { kind: "returned", value };
  } catch (error) {
    return failed(`the function threw ${describeThrown(error)}`);
  }
}

/** A CommonJS module has its exports in `default`, where node does not find their names. */
function ownExports(value) {
  return typeof value === "object" && value !== null ? value : {};
}

function failed(error) {
  return { kind: "failed", error };
}
