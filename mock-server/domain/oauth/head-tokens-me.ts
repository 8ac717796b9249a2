import type { Handler } from "#mock-server/call.ts";

/** Is the token good? 200 without a body; the status is inferred. */
export const headTokensMe: Handler = async () => ({ kind: "success", status: 200 });
