/** Says how old the recordings are that a run was compared with. */
export interface AgeReport {
  /** Counts a recording; gives a message where it is older than allowed. */
  use(file: string, recordedAt: Date): string | undefined;
  /** One line about all of them, or one for each that is too old; nothing where none was used. */
  warnings(): readonly string[];
}

export function createAgeReport(options: { readonly now: () => Date; readonly maxAgeDays?: number }): AgeReport {
  const { now, maxAgeDays = Number.POSITIVE_INFINITY } = options;
  const used = new Map<string, number>();
  const daysSince = (time: Date) => Math.max(0, Math.floor((now().getTime() - time.getTime()) / 86_400_000));
  const describeOld = (file: string, days: number) =>
    `${file} is ${formatDays(days)} old, and more than ${maxAgeDays} are not allowed; the API may have changed since: ` +
    "record it again with run --live --record";
  return {
    use(file, recordedAt) {
      const days = daysSince(recordedAt);
      used.set(file, Math.max(days, used.get(file) ?? 0));
      return days > maxAgeDays ? describeOld(file, days) : undefined;
    },
    warnings() {
      const old = [...used].filter(([, days]) => days > maxAgeDays);
      if (old.length > 0) return old.map(([file, days]) => describeOld(file, days));
      const byAge = [...used].toSorted(([, one], [, other]) => other - one);
      const [oldest, newest] = [byAge[0], byAge.at(-1)];
      if (oldest === undefined || newest === undefined) return [];
      const rest = byAge.length > 1 ? `; the newest one used, ${newest[0]}, is ${formatDays(newest[1])} old` : "";
      return [`compared with recordings: ${oldest[0]} is ${formatDays(oldest[1])} old${rest}`];
    },
  };
}

function formatDays(days: number): string {
  if (days === 0) return "less than a day";
  return days === 1 ? "1 day" : `${days} days`;
}
