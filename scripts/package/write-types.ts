import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { execa } from "execa";

export interface TypesOptions {
  /** Absolute path of the folder that the sources stand in. */
  readonly root: string;
  /** Absolute path of the folder to write to. */
  readonly outdir: string;
  /** Path of the source whose types are the package's, relative to `root`. */
  readonly entry: string;
}

/**
 * Writes the declarations that `entry` needs, under the paths of their sources, with specifiers that hold wherever the
 * package is installed. Rejects when the sources have type errors, or when a type of another package would have to be there.
 */
export async function writeTypes({ root, outdir, entry }: TypesOptions): Promise<void> {
  const temporary = await mkdtemp(join(root, "node_modules/.types-"));
  try {
    await declare(root, { entry, temporary });
    const waiting = [entry];
    const written = new Set<string>();
    for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
      if (written.has(source)) continue;
      written.add(source);
      const file = source.replace(/\.ts$/, ".d.ts");
      const { text, imported } = relocate(await readFile(join(temporary, file), "utf8"), source);
      await mkdir(dirname(join(outdir, file)), { recursive: true });
      await writeFile(join(outdir, file), text);
      waiting.push(...imported);
    }
  } finally {
    await rm(temporary, { recursive: true });
  }
}

async function declare(root: string, { entry, temporary }: { entry: string; temporary: string }): Promise<void> {
  const config = join(temporary, "tsconfig.json");
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: temporary,
    rootDir: root,
  };
  await writeFile(
    config,
    JSON.stringify({ extends: join(root, "tsconfig.json"), compilerOptions, include: [], files: [join(root, entry)] }),
  );
  const compiled = await execa("tsc", ["-p", config], {
    cwd: root,
    preferLocal: true,
    stdio: "inherit",
    reject: false,
  });
  if (compiled.failed) throw new Error("the types of the package cannot be written: tsc found the errors above");
}

/** A declaration with the `#` names of the sources made relative, and the sources that it imports from. */
function relocate(text: string, source: string): { readonly text: string; readonly imported: readonly string[] } {
  const imported: string[] = [];
  const relocated = text.replace(/((?:from|import\()\s*)"([^"]+)"/g, (_match, before: string, specifier: string) => {
    const target = specifier.startsWith("#") ? specifier.slice(1) : posix.join(posix.dirname(source), specifier);
    if (!/^[#.]/.test(specifier)) {
      throw new Error(`${source}: its types need those of ${specifier}, which the package does not bring along`);
    }
    imported.push(target);
    const relative = posix.relative(posix.dirname(source), target).replace(/\.ts$/, ".js");
    return `${before}"${relative.startsWith(".") ? relative : `./${relative}`}"`;
  });
  return { text: relocated, imported };
}
