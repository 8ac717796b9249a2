import Module, { createRequire } from "node:module";

const endings = [".ts", ".cts", ".mts", ".tsx", ".jsx"];

/**
 * Has `require` load TypeScript, with tsx, which is loaded at the first file that needs it; at once where that is
 * `expected`.
 */
export function awaitTypeScript({ expected }) {
  const resolveByNode = Module._resolveFilename;
  let registered = false;

  const registerNow = () => {
    registered = true;
    for (const ending of endings) delete Module._extensions[ending];
    Module._resolveFilename = resolveByNode;
    createRequire(import.meta.url)("tsx/cjs/api").register();
  };

  const resolveFilename = (request, parent, ...rest) => {
    try {
      return resolveByNode(request, parent, ...rest);
    } catch (error) {
      // Only tsx knows the paths of a tsconfig, and that `./a.js` may mean `./a.ts`.
      if (registered || error?.code !== "MODULE_NOT_FOUND" || /[\\/]node_modules[\\/]/.test(parent?.filename ?? ""))
        throw error;
      registerNow();
      return Module._resolveFilename(request, parent, ...rest);
    }
  };

  if (expected) {
    registerNow();
  } else {
    Module._resolveFilename = resolveFilename;
    for (const ending of endings) {
      Module._extensions[ending] = (module, filename) => {
        registerNow();
        return Module._extensions[ending](module, filename);
      };
    }
  }
  return { wasNeeded: () => registered };
}
