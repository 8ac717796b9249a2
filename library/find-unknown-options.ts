import { suggestName } from "#harness/scenario/nearest-name.ts";

/** Names each key that is none of the known options, with the nearest right one: an option that does nothing was meant otherwise. */
export function findUnknownOptions<Options extends object>(
  options: Options,
  known: Readonly<Record<keyof Options, true>>,
): string[] {
  return Object.keys(options)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `there is no option "${name}"${suggestName(name, Object.keys(known))}`);
}
