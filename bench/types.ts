import type { Session } from '../test/e2e/support/types.ts';
import type { Web } from '../test/web/types.ts';

/** What every measurement is given. */
export interface Bench {
  readonly web: Web;
  /** The built extension and the floor, by browser: folders. */
  readonly ours: Readonly<Record<'chromium' | 'firefox', string>>;
  readonly floor: Readonly<Record<'chromium' | 'firefox', string>>;
}

/** The same done by both sides of a comparison, round by round. */
export interface Pairs {
  readonly ours: readonly number[];
  readonly floor: readonly number[];
}

/** Two browsers of the same kind: one with our extension, one with the floor. */
export interface SessionPair {
  readonly ours: Session;
  readonly floor: Session;
}

export type Unit = 'ms' | 's' | '/s' | 'B';

/** How a row is held against its budget. */
export type Compared =
  /** Ours by the floor's. */
  | 'ratio'
  /** Ours less the floor's. */
  | 'difference'
  /** Ours as it is; the floor, if any, tells what the machine could do at best. */
  | 'itself';

export interface Budget {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  /** Medians. */
  readonly ours: number;
  readonly floor: number | null;
  readonly floorIs: string | null;
  readonly compared: Compared;
  /** The figure that is held against the budget: the median of the rounds' own ratios or differences. */
  readonly figure: number;
  /** The middle half of the rounds' figures. */
  readonly spread: readonly [number, number] | null;
  readonly rounds: number;
  /** `null`: measured for its own sake. */
  readonly budget: Budget | null;
}
