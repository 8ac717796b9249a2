import { createRequire, isBuiltin, register } from "node:module";
import { env as ownEnv } from "node:process";
import { MessageChannel } from "node:worker_threads";
import { callModule } from "./call-module.mjs";
import { shareCompiled } from "./share-compiled.mjs";
import { awaitTypeScript } from "./typescript-on-demand.mjs";

/**
 * Makes the worker ready, waits for its one job and tells how it went; then, if anything was new to it, what the next
 * worker can take over (`LearnedModules` of module-job.ts). Nothing of the client's has run before the job is there.
 */
export async function serveJob({ port, known, learns }, hooksUrl) {
  const hooks = registerHooks(hooksUrl, known);
  const compiled = shareCompiled({ ...known, learns });
  const typeScript = awaitTypeScript({ expected: known.commonJsTypeScript });
  // As tsx does it: errors shall tell the lines of the source.
  process.setSourceMapsEnabled(true);
  loadBuiltIns(known.builtIns);
  port.postMessage({ kind: "started" });
  const { env, ...job } = await new Promise((resolve) => port.once("message", resolve));
  replaceEnvironment(env);

  const answer = await callModule(job);
  const isNews = learns && (hooks.hasNews() || compiled.hasNews());
  tell(port, { ...answer, isNews });
  if (!isNews) return;
  const learned = {
    ...(await hooks.learned()),
    ...compiled.learned(),
    builtIns: loadedBuiltIns(),
    commonJsTypeScript: typeScript.wasNeeded(),
  };
  port.postMessage({ kind: "learned", learned });
}

function tell(port, answer) {
  try {
    port.postMessage(answer);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    port.postMessage({
      kind: "failed",
      error: `the function returned what cannot be handed over: ${reason}; return plain data, such as a parsed response`,
      isNews: answer.isNews,
    });
  }
}

function registerHooks(hooksUrl, known) {
  const { port1, port2 } = new MessageChannel();
  const news = new Int32Array(new SharedArrayBuffer(4));
  const { resolved, loaded, commonJs } = known;
  const data = { port: port2, news, resolved, loaded, commonJs };
  register(hooksUrl.href, { data, transferList: [port2] });
  return {
    hasNews: () => Atomics.load(news, 0) > 0,
    async learned() {
      const answer = new Promise((resolve) => port1.once("message", resolve));
      port1.postMessage("tell");
      const { imported, ...learned } = await answer;
      return { ...learned, commonJs: await readNames(imported) };
    },
  };
}

/** The names that node found in CommonJS files: its lexer takes longer for a big file than all the rest of the loading. */
async function readNames(imported) {
  const read = imported.map(async ([url, stamp]) => {
    // It is loaded already; one that threw rejects again, and is not kept.
    const names = Object.keys(await import(url));
    return [url, { names: names.filter((name) => name !== "default"), stamp }];
  });
  return (await Promise.allSettled(read)).flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

/** The environment of this run and nothing of the one that the worker was started in. */
function replaceEnvironment(env) {
  for (const name of Object.keys(ownEnv)) Reflect.deleteProperty(ownEnv, name);
  Object.assign(ownEnv, env);
}

/** Node's implementation of fetch has no module of its own. */
const fetchModule = "internal/deps/undici/undici";

function loadedBuiltIns() {
  const names = process.moduleLoadList.flatMap((entry) => /^NativeModule (.+)$/.exec(entry)?.[1] ?? []);
  // Those with an underscore are parts of others, and the last two warn when they are loaded.
  return names.filter((name) => name === fetchModule || (isBuiltin(name) && !/^_|^(?:punycode|sys)$/.test(name)));
}

function loadBuiltIns(names) {
  const require = createRequire(import.meta.url);
  for (const name of names) {
    if (name === fetchModule) void globalThis.Request;
    else require(name);
  }
}
