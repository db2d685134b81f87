import type { Verdict } from '../core/policy/verdict.ts';

/**
 * A verdict as a shape, so that it can be told without colour.
 *
 * Filled where the policy speaks of the cookie (named ■, in general words ●, against ▲), open where it does not (not
 * mentioned □, another policy ◇, not known: a broken ring).
 */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return (
    <svg class="mark" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      {SHAPES[verdict]}
    </svg>
  );
}

const open = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 };

const SHAPES = {
  named: <rect x="0.5" y="0.5" width="9" height="9" rx="1.5" fill="currentColor" />,
  general: <circle cx="5" cy="5" r="4.6" fill="currentColor" />,
  against: <path d="M5 .6 9.7 9.3H.3z" fill="currentColor" />,
  unmentioned: <rect x="1.25" y="1.25" width="7.5" height="7.5" rx="1" {...open} />,
  elsewhere: <path d="M5 1 9 5 5 9 1 5z" {...open} stroke-linejoin="round" />,
  unknown: <circle cx="5" cy="5" r="4" {...open} stroke-dasharray="2.1 2.09" />,
} as const satisfies Record<Verdict, unknown>;
