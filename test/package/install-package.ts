import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";

/** The root of the sources. */
export const root = resolve(import.meta.dirname, "../..");

export interface InstalledPackage {
  /** A folder with an empty project that has the package installed, and nothing else. */
  readonly project: string;
  /** Makes a project of an example's folder, with the package and what else the example asks for installed. */
  installExample(name: string): Promise<string>;
  /** Writes a file into the empty project. */
  write(name: string, text: string): Promise<void>;
  /** Has the empty project see a package that the sources have, such as the compiler. */
  borrow(name: string): Promise<void>;
  remove(): Promise<void>;
}

/** Builds the package, packs it and installs the tarball with npm, all in a folder of its own below the system's for such. */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), "genesys-mock-package-"));
  await npx(["tsx", "scripts/build.ts", join(folder, "dist")], root);
  await npm(["pack", "./dist"], folder);
  const { version } = JSON.parse(await readFile(join(folder, "dist/package.json"), "utf8"));
  const tarball = join(folder, `genesys-mock-${version}.tgz`);
  const project = join(folder, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), "{}");
  await npm(["install", tarball], project);
  return {
    project,
    async installExample(name) {
      const copy = join(folder, name);
      await cp(join(root, "examples", name), copy, { recursive: true });
      await npm(["install", tarball], copy);
      return copy;
    },
    write: (name, text) => writeFile(join(project, name), text),
    async borrow(name) {
      await mkdir(join(project, "node_modules", name, ".."), { recursive: true });
      await symlink(join(root, "node_modules", name), join(project, "node_modules", name));
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

function npm(args: readonly string[], cwd: string) {
  return execa("npm", [...args, "--no-audit", "--no-fund", "--prefer-offline"], { cwd });
}

function npx(args: readonly string[], cwd: string) {
  return execa("npx", ["--no-install", ...args], { cwd });
}
