/**
 * The keys of web storage that the catalogue knows, for the page eye: it asks for them by name and must stay small, so
 * it carries these few instead of the catalogue. A test holds them against the data files.
 */
const EXACT: Readonly<Record<'local' | 'session', readonly string[]>> = {
  local: ['cld-analytics-user-id'],
  session: [],
};

const PATTERNS: Readonly<Record<'local' | 'session', RegExp | null>> = {
  local: /^(?:mp_[A-Za-z0-9_-]{1,64}_mixpanel|_sp_id\.[0-9a-f]{4})$/,
  session: null,
};

/** True for a key that the catalogue knows in this area. */
export function isKnownStorageKey(area: 'local' | 'session', key: string): boolean {
  return EXACT[area].includes(key) || (PATTERNS[area]?.test(key) ?? false);
}
