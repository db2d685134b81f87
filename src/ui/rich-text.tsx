import type { ComponentChildren } from 'preact';
import type { Text } from '../core/policy/verdict.ts';
import { findText, formatNumber, type MessageId, type PluralId, pluralForm, t, tText } from './text.ts';

/** What goes into a sentence: text of ours, or data of a page (a host, a cookie's name), which is kept apart. */
export type Part = string | { readonly data: string };

/** A sentence still to be written: a message and what goes into it. */
export interface Line {
  readonly id: MessageId;
  readonly parts?: readonly Part[];
}

/**
 * One sentence, with every piece of data in an isolated `<bdi>`.
 *
 * A host or a cookie name comes from a page: it may run in the other direction, or try to turn the sentence around it.
 */
export function Sentence({ line }: { line: Line }) {
  return <>{fill(line.id, line.parts?.map(nodeOf) ?? [])}</>;
}

/** A sentence of core's, every argument isolated. */
export function CoreSentence({ text }: { text: Text }) {
  const found = findText(text);
  if (found === null) return <>{tText(text)}</>;
  return (
    <>
      {fill(
        found.id,
        found.args.map((arg) => <bdi key={arg}>{arg}</bdi>),
      )}
    </>
  );
}

/** A message with nodes in the places of `$1` to `$9`. */
export function rich(id: MessageId, ...nodes: readonly ComponentChildren[]): ComponentChildren {
  return fill(id, nodes);
}

/** A message that counts, with nodes in the places of `$2` to `$9`; `$1` is the formatted number. */
export function richCount(id: PluralId, n: number, ...nodes: readonly ComponentChildren[]): ComponentChildren {
  return fill(pluralForm(id, n), [formatNumber(n), ...nodes]);
}

const FIRST_SLOT = 0xe001;
const SLOTS = /([\ue001-\ue009])/;

/** Asks for the message with one private-use character in each place, and puts the nodes where they come out. */
function fill(id: string, nodes: readonly ComponentChildren[]): ComponentChildren {
  const slots = nodes.map((_, index) => String.fromCharCode(FIRST_SLOT + index));
  const message = t(id as MessageId, ...slots); // found in the messages, by its type or by `findText`
  return message.split(SLOTS).map((piece) => (SLOTS.test(piece) ? nodes[piece.charCodeAt(0) - FIRST_SLOT] : piece));
}

function nodeOf(part: Part, index: number): ComponentChildren {
  return typeof part === 'string' ? part : <bdi key={index}>{part.data}</bdi>;
}
