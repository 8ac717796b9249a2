import { inspect } from "node:util";

/** See describe-thrown.d.mts. */
export function describeThrown(thrown, depth = 0) {
  if (!(thrown instanceof Error)) return inspect(thrown, { depth: 2 });
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "no message";
  const head = `${thrown.name}: ${thrown.message || code}`;
  const cause =
    thrown.cause === undefined || depth >= 3 ? [] : [`caused by ${describeThrown(thrown.cause, depth + 1)}`];
  return [head, ...ownFrames(thrown.stack), ...cause].join("\n");
}

/** The first stack lines that are neither node's, nor a package's, nor those of the worker around the module. */
function ownFrames(stack) {
  if (typeof stack !== "string") return [];
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return frames.filter((line) => !foreign.test(line) && !line.includes(import.meta.dirname)).slice(0, 3);
}

const foreign = /[( ]node:|\(<anonymous>\)|[\\/]node_modules[\\/]/;
