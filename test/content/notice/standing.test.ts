import { describe, expect, it } from 'vitest';
import { createSteadiness, STEADY_MS } from '../../../src/content/notice/standing.ts';

/** Frames, at 60 a second unless told, each saying whether the notice is on top and where. */
function steadyAfter(
  frames: readonly { readonly ms: number; readonly onTop: boolean; readonly place: string; readonly each?: number }[],
): boolean {
  let time = 1000;
  const steadiness = createSteadiness(() => time);
  for (const { ms, onTop, place, each = 16 } of frames) {
    for (const end = time + ms; time < end; time += each) steadiness.observe(onTop, place);
  }
  return steadiness.isSteady();
}

describe('a notice can be left by', () => {
  it.each([
    {
      frames: [{ ms: STEADY_MS + 50, onTop: true, place: 'a' }],
      steady: true,
      why: 'it stood still, on top, long enough',
    },
    { frames: [{ ms: STEADY_MS - 50, onTop: true, place: 'a' }], steady: false, why: 'it has just appeared' },
    { frames: [{ ms: 2000, onTop: false, place: 'a' }], steady: false, why: 'something lies on it' },
    {
      frames: [{ ms: 3000, onTop: true, place: 'a', each: 600 }],
      steady: false,
      why: 'the page was too busy for it to be painted more than a few times',
    },
    {
      frames: [
        { ms: 2000, onTop: true, place: 'a' },
        { ms: 100, onTop: true, place: 'b' },
      ],
      steady: false,
      why: 'it has just been moved under the pointer',
    },
    {
      frames: [
        { ms: 2000, onTop: true, place: 'a' },
        { ms: 16, onTop: false, place: 'a' },
        { ms: 100, onTop: true, place: 'a' },
      ],
      steady: false,
      why: 'it was covered for a frame, and uncovered for the click',
    },
    {
      frames: [
        { ms: 100, onTop: false, place: 'a' },
        { ms: STEADY_MS + 50, onTop: true, place: 'a' },
      ],
      steady: true,
      why: 'what covered it is gone for long enough',
    },
  ])('$steady, because $why', ({ frames, steady }) => {
    expect(steadyAfter(frames)).toBe(steady);
  });
});
