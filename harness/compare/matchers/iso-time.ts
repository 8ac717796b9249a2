const pattern = /^(\d{4})-(\d\d)-(\d\d)(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d))?$/;

/**
 * The time an ISO 8601 text stands for, in milliseconds since 1970: a date, which is its midnight in UTC, or a date-time
 * with its zone (`Z`, `+02:00` or `+0200`). Undefined if the text is neither, or its date is not in the calendar.
 */
export function parseIsoTime(text: string): { readonly milliseconds: number; readonly hasTime: boolean } | undefined {
  const parts = pattern.exec(text);
  if (parts === null || !isInCalendar(Number(parts[1]), Number(parts[2]), Number(parts[3]))) {
    return undefined;
  }
  // `Date.parse` knows a zone only with its colon.
  const milliseconds = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, parts[4] === undefined ? "$&" : "$1:$2"));
  return { milliseconds, hasTime: parts[4] !== undefined };
}

function isInCalendar(year: number, month: number, day: number): boolean {
  // A day that the month does not have is carried into the next one.
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
