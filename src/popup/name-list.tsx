import type { ComponentChildren } from 'preact';
import { listPieces } from '../ui/format.ts';
import { tn } from '../ui/text.ts';

/** So many are named; the rest is a number, unless it is one, which is as short by its name. */
const NAMED_AT_ONCE = 3;

/** `Google, LinkedIn and 4 more`, in the language's own way. */
export function NameList({ items }: { items: readonly ComponentChildren[] }) {
  const rest = items.length - NAMED_AT_ONCE;
  const nodes = rest > 1 ? [...items.slice(0, NAMED_AT_ONCE), tn('popup_names_more', rest)] : items;
  let next = 0;
  return <>{listPieces(nodes.map(() => '·')).map(({ type, value }) => (type === 'element' ? nodes[next++] : value))}</>;
}

/** Hosts and sites: data of pages, each isolated and set apart. */
export function HostList({ hosts }: { hosts: readonly string[] }) {
  return (
    <NameList
      items={hosts.map((host) => (
        <b key={host}>
          <bdi>{host}</bdi>
        </b>
      ))}
    />
  );
}
