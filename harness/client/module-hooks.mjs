import { statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import { stampOf } from "./stamp-of.mjs";

/**
 * Loader hooks of a module worker. They answer from what earlier workers have found out, and find out the rest: with tsx
 * as soon as TypeScript is involved, with node alone as long as it is not.
 */
let known = { resolved: new Map(), loaded: new Map(), commonJs: new Map() };
const learned = { resolved: [], loaded: [], imported: [] };
let countNews = () => {};
let tsx;
/** URLs of the files of tsx itself, which come this way as well. */
const own = new Set([import.meta.url]);

/** Node calls it once, with what `serve-job.mjs` hands over. */
export function initialize({ port, news, ...earlier }) {
  known = earlier;
  countNews = () => Atomics.add(news, 0, 1);
  port.on("message", () => port.postMessage(learned));
}

/** Node asks it for the URL that an import means. */
export async function resolve(specifier, context, next) {
  if (isBuiltin(specifier)) return next(specifier, context);
  if (own.has(context.parentURL)) {
    const result = await next(specifier, context);
    own.add(result.url);
    return result;
  }
  const key = JSON.stringify([specifier, context.parentURL, context.importAttributes]);
  const earlier = known.resolved.get(key);
  if (earlier !== undefined) return { ...earlier, shortCircuit: true };
  const { shortCircuit: _, ...result } = await findUrl(specifier, context, next);
  if (result.url.startsWith("file:")) learn(learned.resolved, key, result);
  return { ...result, shortCircuit: true };
}

/** Node asks it for the source behind a URL. */
export async function load(url, context, next) {
  if (!url.startsWith("file:") || own.has(url)) return next(url, context);
  const stamp = stampOf(fileURLToPath(url));
  // A file that a client has written anew must not be taken for the one that an earlier client wrote.
  const loaded = known.loaded.get(url);
  if (loaded?.stamp === stamp) return { ...loaded.result, shortCircuit: true };
  const commonJs = known.commonJs.get(url);
  if (commonJs?.stamp === stamp) {
    return { format: "module", source: formatFacade(url, commonJs.names), shortCircuit: true };
  }
  const { shortCircuit: _, ...result } = await findSource(url, context, next);
  if (result.format === "commonjs" && !result.source) {
    if (commonJs === undefined && sizeOf(url) >= bigFile) learn(learned.imported, url, stamp);
  } else if (typeof result.source === "string") {
    // What node has read by itself comes as bytes, and it reads it again as fast.
    learn(learned.loaded, url, { result, stamp });
  }
  return { ...result, shortCircuit: true };
}

/** From which size on, in bytes, it takes longer to look for a file's names than to write down what was found. */
const bigFile = 64 * 1024;

const isTypeScript = (url) => /\.(?:[cm]?ts|[jt]sx)(?:[?#]|$)/.test(url ?? "");

async function findUrl(specifier, context, next) {
  if (tsx !== undefined || isTypeScript(specifier) || isTypeScript(context.parentURL)) {
    return (await loadTsx()).resolve(specifier, context, next);
  }
  try {
    const result = await next(specifier, context);
    if (!isTypeScript(result.url)) return result;
  } catch (error) {
    // Only the TypeScript loader knows the paths of a tsconfig, and that a name without an ending may be a TypeScript file.
    if (context.parentURL?.includes("/node_modules/")) throw error;
  }
  return (await loadTsx()).resolve(specifier, context, next);
}

async function findSource(url, context, next) {
  return tsx === undefined && !isTypeScript(url) ? next(url, context) : (await loadTsx()).load(url, context, next);
}

async function loadTsx() {
  if (tsx === undefined) {
    const loaded = await import("tsx/esm");
    await loaded.initialize({});
    tsx = loaded;
  }
  return tsx;
}

function learn(list, key, value) {
  list.push([key, value]);
  countNews();
}

function sizeOf(url) {
  return statSync(fileURLToPath(url), { throwIfNoEntry: false })?.size ?? 0;
}

/** A module that loads a CommonJS file as node's own import of it does, and has the same names. */
function formatFacade(url, names) {
  const path = JSON.stringify(fileURLToPath(url));
  const exported = names.map((name, index) => `const v${index} = e?.[${JSON.stringify(name)}];`);
  const list = names.map((name, index) => `v${index} as ${JSON.stringify(name)}`);
  return [
    'import Module from "node:module";',
    `const e = Module._load(${path}, undefined, false);`,
    ...exported,
    `export { ${["e as default", ...list].join(", ")} };`,
  ].join("\n");
}
