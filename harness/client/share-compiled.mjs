import { readFileSync } from "node:fs";
import Module from "node:module";
import { dirname } from "node:path";
import { constants, Script } from "node:vm";
import { stampOf } from "./stamp-of.mjs";

/**
 * Has `require` take CommonJS files as earlier workers have left them: found, read, and compiled with what V8 has kept of
 * them, ahead of their use. They are run anew. What is further met is kept for the next worker if it `learns`. A file that
 * has changed since is loaded by node, as if it were new.
 */
export function shareCompiled({ compiled, paths, learns }) {
  const ahead = new Map([...compiled].flatMap(([filename, kept]) => compileAhead(filename, kept)));
  const fresh = new Map();
  const found = new Map();
  const compileByNode = Module.prototype._compile;
  const findByNode = Module._findPath;
  const loadByNode = Module._extensions[".js"];

  Module._extensions[".js"] = function load(module, filename) {
    const made = ahead.get(filename);
    if (made === undefined || made.stamp !== stampOf(filename)) return loadByNode(module, filename);
    run(made.script, module);
  };
  Module._findPath = function find(request, folders, isMain) {
    const key = [request, ...(folders || [])].join("\0");
    const path = paths.get(key) ?? findByNode(request, folders, isMain);
    // What a client has put elsewhere may be gone when the next one runs.
    if (learns && path && isInstalled(path)) found.set(key, path);
    return path;
  };
  if (learns) {
    Module.prototype._compile = function compile(content, filename, format) {
      const isKept = isInstalled(filename) && isSuited(content, format);
      const script = isKept ? compileScript(content, filename) : undefined;
      if (script === undefined) return compileByNode.call(this, content, filename, format);
      fresh.set(filename, { content, script });
      return run(script, this);
    };
  }

  return {
    hasNews: () => fresh.size > 0,
    learned: () => ({
      compiled: [...fresh].flatMap(([filename, made]) => keep(filename, made)),
      paths: [...found],
    }),
  };
}

/** What node does with a compiled CommonJS file. */
function run(script, module) {
  const { exports, filename } = module;
  const require = (request) => module.require(request);
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return script.runInThisContext().call(exports, exports, require, module, filename, dirname(filename));
}

const isInstalled = (path) => /[\\/]node_modules[\\/]/.test(path);

function compileAhead(filename, { stamp, data }) {
  if (stamp !== stampOf(filename)) return [];
  const script = compileScript(readFileSync(filename, "utf8"), filename, data);
  return script === undefined || script.cachedDataRejected ? [] : [[filename, { stamp, script }]];
}

function isSuited(content, format) {
  // The source maps of packages are no loss: what is told of an error are the lines of the client's own code.
  return format !== "module" && !content.startsWith("#!");
}

function compileScript(content, filename, data) {
  try {
    return new Script(head + content + tail, {
      filename,
      columnOffset: -head.length,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(data !== undefined && { cachedData: data }),
    });
  } catch {
    // An ES module, or a mistake that node shall report.
    return undefined;
  }
}

const head = "(function (exports, require, module, __filename, __dirname) { ";
const tail = "\n})";

function keep(filename, { content, script }) {
  const stamp = stampOf(filename);
  // Whoever loads a file in a way of their own changes what is in it.
  if (stamp === undefined || readFileSync(filename, "utf8") !== content) return [];
  const made = script.createCachedData();
  // All workers share this memory.
  const data = new Uint8Array(new SharedArrayBuffer(made.length));
  data.set(made);
  return [[filename, { stamp, data }]];
}
