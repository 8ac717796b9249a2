import { beginAnew } from "./last-resort/begin-anew.ts";
import { leaveOut } from "./last-resort/leave-out.ts";
import { useExistingId } from "./last-resort/use-existing-id.ts";
import { useValidToken } from "./last-resort/use-valid-token.ts";
import type { Recogniser } from "./recogniser.ts";

/** Asked one after the other where nothing that was recognised can be mended any further: what is right in any case. */
export const lastResorts: readonly Recogniser[] = [useValidToken, useExistingId, leaveOut, beginAnew];
