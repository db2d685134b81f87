import type { ClauseStatusKind } from '../core/policy/verdict.ts';

const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5, 'stroke-linecap': 'round' } as const;

const SHAPES = {
  seen: <circle cx="5" cy="5" r="4.4" fill="currentColor" />,
  against: <path d="M5 .6 9.7 9.3H.3z" fill="currentColor" />,
  'nothing-against': <path d="m1.2 5.4 2.6 2.8 5-6" {...line} stroke-linejoin="round" />,
  'not-here': <path d="M2 5h6" {...line} />,
  untestable: <circle cx="5" cy="5" r="4" {...line} stroke-linecap="butt" stroke-dasharray="2.1 2.09" />,
} as const satisfies Record<ClauseStatusKind, unknown>;

/** Where a clause stands, as a shape: seen ●, against ▲, nothing against it ✓, not here –, cannot be told: a broken ring. */
export function ClauseMark({ kind }: { kind: ClauseStatusKind }) {
  return (
    <svg class="mark" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      {SHAPES[kind]}
    </svg>
  );
}
