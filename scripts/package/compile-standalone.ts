import type { AnySchema } from "ajv";
import standalone from "ajv/dist/standalone/index.js";

/** Made with `code: { source: true, esm: true }`. */
type SourceAjv = Parameters<typeof standalone.default>[0];

/** The code of an ES module that exports `validators`: the validator of each schema, by its key. */
export function compileStandalone(ajv: SourceAjv, schemas: Readonly<Record<string, AnySchema>>): string {
  const entries = Object.entries(schemas).map(([key, schema], position) => ({ key, schema, id: `entry${position}` }));
  for (const { id, schema } of entries) ajv.addSchema(schema, id);
  const code = standalone.default(ajv, Object.fromEntries(entries.map(({ id }) => [id, id])));
  const table = entries.map(({ key, id }) => `${JSON.stringify(key)}: ${id}`);
  return `${code}\nexport const validators = { ${table.join(", ")} };\n`;
}
