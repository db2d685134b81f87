import type { LeaveRule, WarnMode } from '../core/preferences.ts';
import { readTypedSite } from './typed-site.ts';

export type LeaveRuleProblem = 'empty' | 'not-a-site' | 'same-site';

/** Reads a rule from what was typed; the destination may be left empty, and then the rule holds wherever one goes. */
export function readLeaveRule(
  from: string,
  to: string,
  mode: WarnMode,
): { readonly ok: true; readonly rule: LeaveRule } | { readonly ok: false; readonly problem: LeaveRuleProblem } {
  const left = readTypedSite(from, []);
  if (!left.ok) return { ok: false, problem: left.problem === 'empty' ? 'empty' : 'not-a-site' };
  if (to.trim() === '') return { ok: true, rule: { from: left.site, to: null, mode } };
  const reached = readTypedSite(to, [left.site]);
  if (reached.ok) return { ok: true, rule: { from: left.site, to: reached.site, mode } };
  return { ok: false, problem: reached.problem === 'already-there' ? 'same-site' : 'not-a-site' };
}
