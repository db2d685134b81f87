import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Tells the style how high the bar at the top is, so that what is scrolled to comes to rest below it. That depends on
 * the language, the host and the width of the window.
 */
export function useBarHeight(bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => tellHeight(bar.current));
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => tellHeight(element));
    watch.observe(element);
    return () => watch.disconnect();
  }, [bar]);
}

function tellHeight(bar: HTMLElement | null): void {
  document.documentElement.style.setProperty('--bar-height', `${bar?.offsetHeight ?? 0}px`);
}
