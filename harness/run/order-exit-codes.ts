// When several apply: bad file or nothing to run, refused for safety, target not reachable, expectation failed, drift.
const exitCodeOrder = [2, 5, 3, 1, 4];

/** The codes that apply to a run, each once, the decisive one first (docs/exit-codes.md). */
export function orderExitCodes(codes: readonly number[]): readonly number[] {
  return exitCodeOrder.filter((code) => codes.includes(code));
}
