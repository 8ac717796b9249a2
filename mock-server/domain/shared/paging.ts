export interface Page {
  readonly pageSize: number;
  readonly pageNumber: number;
}

/**
 * One page of a listing as the platform writes it: `entities` and the counts, links relative to the host. That
 * `nextUri` and `previousUri` are absent on the last and first page, and that links repeat the request's query, is inferred.
 */
export function listPage<Item>(
  items: readonly Item[],
  page: Page,
  link: { readonly path: string; readonly query: Readonly<Record<string, string>> },
): Readonly<Record<string, unknown>> {
  const start = firstOf(page);
  return formatPage({ entities: items.slice(start, start + page.pageSize), total: items.length }, page, link);
}

/** The position in the whole listing at which a page begins. */
export function firstOf({ pageNumber, pageSize }: Page): number {
  return (pageNumber - 1) * pageSize;
}

/** As `listPage`, for a listing of which only the items of the page are at hand. */
export function formatPage(
  { entities, total }: { readonly entities: readonly unknown[]; readonly total: number },
  page: Page,
  link: { readonly path: string; readonly query: Readonly<Record<string, string>> },
): Readonly<Record<string, unknown>> {
  const { pageSize, pageNumber } = page;
  const pageCount = Math.ceil(total / pageSize);
  const uri = (number: number) => {
    const query = new URLSearchParams({ ...link.query, pageSize: String(pageSize), pageNumber: String(number) });
    return `${link.path}?${query.toString()}`;
  };
  return {
    entities,
    pageSize,
    pageNumber,
    total,
    firstUri: uri(1),
    ...(pageNumber < pageCount ? { nextUri: uri(pageNumber + 1) } : {}),
    ...(pageNumber > 1 ? { previousUri: uri(pageNumber - 1) } : {}),
    lastUri: uri(Math.max(1, pageCount)),
    selfUri: uri(pageNumber),
    pageCount,
  };
}
