import { expect, it } from 'vitest';
import { guardMatches, isInScope } from '../../../src/core/leaving/scope.ts';

const SEEN = ['shop.example'];

it.each([
  { scope: 'nowhere', site: 'cloudinary.com', asked: false, why: 'the user wants no questions' },
  { scope: 'policy-site', site: 'cloudinary.com', asked: true, why: 'it is the policy’s own site' },
  {
    scope: 'policy-site',
    site: 'shop.example',
    asked: false,
    why: 'what was seen there does not matter in this scope',
  },
  { scope: 'seen', site: 'shop.example', asked: true, why: 'remarketing was seen there' },
  { scope: 'seen', site: 'cloudinary.com', asked: true, why: 'the policy’s site is always part of it' },
  { scope: 'seen', site: 'plain.example', asked: false, why: 'nothing was seen there' },
  { scope: 'everywhere', site: 'plain.example', asked: true, why: 'everywhere is everywhere' },
] as const)('in scope $scope, leaving $site is asked about: $asked, because $why', ({ scope, site, asked }) => {
  expect(isInScope(site, { warnScope: scope }, SEEN)).toBe(asked);
});

it.each([
  { scope: 'nowhere', seen: SEEN, matches: [], why: 'no guard runs at all' },
  {
    scope: 'policy-site',
    seen: SEEN,
    matches: ['*://*.cloudinary.com/*'],
    why: 'the pattern covers the bare domain too',
  },
  {
    scope: 'seen',
    seen: ['shop.example', 'shop.example', '192.0.2.7', '[::1]', 'localhost', 'cloudinary.com'],
    matches: ['*://*.cloudinary.com/*', '*://*.localhost/*', '*://*.shop.example/*', '*://192.0.2.7/*'],
    why: 'each once, addresses without a wildcard, and none that a pattern cannot say',
  },
  { scope: 'everywhere', seen: [], matches: ['http://*/*', 'https://*/*'], why: 'web pages only' },
] as const)('in scope $scope the guard runs on $matches: $why', ({ scope, seen, matches }) => {
  expect(guardMatches(scope, seen)).toEqual(matches);
});
