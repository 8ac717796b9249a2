import type { MessagePort } from "node:worker_threads";

/** What a worker is told to do. All of it can be cloned. */
export interface ModuleJob {
  /** Absolute path of the module. */
  readonly path: string;
  readonly export: string;
  /** The one object that the function is given. */
  readonly argument: Readonly<Record<string, unknown>>;
  /** The whole environment of the run. */
  readonly env: Readonly<Record<string, string>>;
}

export type ModuleAnswer =
  | { readonly kind: "returned"; readonly value: unknown }
  | { readonly kind: "failed"; readonly error: string };

/** What a worker tells: that it is ready for its job, how the job went, and, after an answer with news, what was new. */
export type ModuleMessage =
  | { readonly kind: "started" }
  | (ModuleAnswer & { readonly isNews: boolean })
  | { readonly kind: "learned"; readonly learned: LearnedModules };

/** What a worker is started with; its side is in serve-job.mjs. */
export interface ModuleWorkerData {
  readonly port: MessagePort;
  readonly known: KnownModules;
  /** Whether to tell what is new. */
  readonly learns: boolean;
}

/** What loading modules has shown so far. It is about files only: nothing of what a module did when it ran. */
export interface KnownModules {
  /** The URL that an import means, by import and importer. */
  readonly resolved: ReadonlyMap<string, unknown>;
  /** The sources that were made ready to run, such as those of TypeScript, by URL; and for which state of the file. */
  readonly loaded: ReadonlyMap<string, LoadedSource>;
  /** The names that big CommonJS files export to ES modules, by URL. */
  readonly commonJs: ReadonlyMap<string, { readonly names: readonly string[]; readonly stamp: string }>;
  /** What V8 has kept of compiling the CommonJS files of packages, by path. */
  readonly compiled: ReadonlyMap<string, { readonly stamp: string; readonly data: Uint8Array }>;
  /** The files of packages that a `require` means, by request and the folders it is looked for in. */
  readonly paths: ReadonlyMap<string, string>;
  /** The modules of node itself that were used. */
  readonly builtIns: readonly string[];
  /** Whether `require` has met TypeScript. */
  readonly commonJsTypeScript: boolean;
}

interface LoadedSource {
  readonly result: { readonly source?: string };
  readonly stamp: string | undefined;
}

/** What was new to a worker, in the form of `KnownModules`. */
export type LearnedModules = {
  readonly [K in keyof KnownModules]: KnownModules[K] extends ReadonlyMap<infer Key, infer Value>
    ? readonly (readonly [Key, Value])[]
    : KnownModules[K];
};
