/** What the harness hands to a module client; `input` is what the scenario writes there. */
interface ClientInput {
  readonly baseUrl: string;
  readonly accessToken?: string;
  readonly input: { readonly tries: number };
}

/** Reads users with the standard fetch, and once more after a connection that was reset or ended before the whole body. */
export async function run({ baseUrl, accessToken, input }: ClientInput): Promise<unknown> {
  const failures: string[] = [];
  while (failures.length < input.tries) {
    try {
      const response = await fetch(`${baseUrl}/api/v2/users`, { headers: { Authorization: `Bearer ${accessToken}` } });
      const { total } = (await response.json()) as { total: number };
      return { failures, total };
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { failures };
}
