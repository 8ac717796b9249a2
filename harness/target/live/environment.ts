/** Environment variables by name, those of `.env` among them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Id and secret of an OAuth client, as it logs in with client credentials. */
export interface ClientLogin {
  readonly id: string;
  readonly secret: string;
}

/** The value of a variable without space around it; undefined where that leaves nothing. */
export function readText(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === "" ? undefined : text;
}
