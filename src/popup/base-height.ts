import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Tells the style how high the bar at the bottom stands, as `--base-height`: in a tab it lies over the page, and whatever
 * is scrolled to must come to rest above it. Its height changes with the step of a clearing and with the language.
 */
export function useBaseHeight(base: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = base.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => {
      const height = entry?.borderBoxSize[0]?.blockSize ?? 0;
      document.documentElement.style.setProperty('--base-height', `${Math.ceil(height)}px`);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [base]);
}
