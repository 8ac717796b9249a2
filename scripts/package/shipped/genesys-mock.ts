import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { loadCompiled } from "./load-compiled.ts";

/** The bin of the package: it does nothing but load the program quickly. */
const here = realpathSync(fileURLToPath(import.meta.url));
loadCompiled("program.cjs", {
  folder: dirname(dirname(here)),
  require: createRequire(here),
  env: process.env,
  command: process.argv[2],
}).main();
