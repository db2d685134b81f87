import { openShadowRoot } from '../../platform/content.ts';
import { isLink } from './stopped.ts';

/** Elements that act on a click themselves, so that a link around them does not. */
const OTHER_CONTROLS = new Set(['button', 'input', 'select', 'textarea', 'summary']);

/**
 * The link that a click activates, or `null`. Looks into closed shadow roots too, where the event's own path ends at
 * their host.
 */
export function findLink(event: MouseEvent): Element | null {
  const path = event.composedPath().filter((node) => node instanceof Element);
  const deepest = path[0] === undefined ? null : descend(path[0], event);
  if (deepest !== null) {
    const inside = firstActive(ancestors(deepest));
    if (inside !== null) return inside;
  }
  return firstActive(path);
}

/** Every node the event may pass, inside closed shadow roots included. */
export function nodesAround(element: Element, event: Event): readonly EventTarget[] {
  return [...new Set<EventTarget>([...ancestors(element), ...event.composedPath()])].filter((node) => node !== window);
}

/** A link's address as the browser would open it; `null` where it has none. */
export function addressOf(link: Element): string | null {
  // SVG 1.1 links keep it in another namespace.
  const href = link.getAttribute('href') ?? link.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
  return href !== null && URL.canParse(href, link.baseURI) ? new URL(href, link.baseURI).href : null;
}

function firstActive(path: readonly Element[]): Element | null {
  for (const element of path) {
    if (OTHER_CONTROLS.has(element.localName)) return null;
    if (isLink(element) && addressOf(element) !== null) {
      return element instanceof HTMLElement && element.isContentEditable ? null : element;
    }
  }
  return null;
}

/** Follows the click down through closed shadow roots: by place for the mouse, by focus for the keyboard. */
function descend(start: Element, event: MouseEvent): Element | null {
  let inner: Element | null = null;
  let root = shadowRootOf(start);
  while (root !== null) {
    const byKeyboard = event.detail === 0;
    const next: Element | null = byKeyboard ? root.activeElement : root.elementFromPoint(event.clientX, event.clientY);
    if (next === null || next === inner || next.getRootNode() !== root) break;
    inner = next;
    root = shadowRootOf(next);
  }
  return inner;
}

function ancestors(element: Element): readonly Element[] {
  const found: Element[] = [];
  for (
    let node: Node | null = element;
    node !== null;
    node = node instanceof ShadowRoot ? node.host : node.parentNode
  ) {
    if (node instanceof Element) found.push(node);
  }
  return found;
}

function shadowRootOf(element: Element): ShadowRoot | null {
  const root = element instanceof HTMLElement ? openShadowRoot(element) : null;
  return root instanceof ShadowRoot ? root : null;
}
