import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import { formatInstant } from "#mock-server/org/clock.ts";

/** The org's time (NET `ServerDate.md`). */
export const getDate: Handler = async (_call, { clock }) => answer({ currentDate: formatInstant(clock.now()) });
