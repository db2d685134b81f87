/**
 * Which room may import which. An allow-list: what is not named here is refused, and the message says what to do.
 * The picture of the rooms is in docs/architecture.md.
 */
const room = (name) => `^src/${name}/`;

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Split what both need into a file of its own.',
      from: { path: '^src' },
      to: { circular: true },
    },
    {
      name: 'unresolved',
      severity: 'error',
      comment: 'The import leads nowhere.',
      from: { path: '^src' },
      to: { couldNotResolve: true, pathNot: '\\?script&iife$|^virtual:' },
    },
    {
      name: 'polyfill-only-in-platform',
      severity: 'error',
      comment: 'Only src/platform talks to the browser; add a function there and hand it in.',
      from: { path: '^src', pathNot: room('platform') },
      to: { path: 'webextension-polyfill' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment:
        'Core imports only core and pure libraries (@noble/hashes, diff, tldts). Hand browser, clock and storage in from the background.',
      from: { path: room('core') },
      to: { pathNot: [room('core'), 'node_modules/(@noble/hashes|diff|tldts)/'] },
    },
    {
      name: 'platform-knows-core-only',
      severity: 'error',
      comment: 'The platform maps browser shapes to core shapes and decides nothing.',
      from: { path: room('platform') },
      to: { path: '^src', pathNot: [room('platform'), room('core')] },
    },
    {
      name: 'messaging-knows-core-and-platform',
      severity: 'error',
      comment: 'The contract speaks in core types; only its client and router touch the platform.',
      from: { path: room('messaging') },
      to: { path: '^src', pathNot: [room('messaging'), room('core'), room('platform')] },
    },
    {
      name: 'ui-is-presentational',
      severity: 'error',
      comment: 'Shared components take data and callbacks; fetch and send in the view that uses them.',
      from: { path: room('ui') },
      to: { path: '^src', pathNot: [room('ui'), room('core')] },
    },
    {
      name: 'views-use-ui-core-messaging-platform',
      severity: 'error',
      comment: 'Entry points never import each other: move what both need to ui or core.',
      from: { path: '^src/(popup|options|policy-page|welcome)/' },
      to: { path: '^src/(popup|options|policy-page|welcome|background|content)/', pathNot: '^src/$1/' },
    },
    {
      name: 'background-imports-no-view',
      severity: 'error',
      comment: 'The background hands out reports; views read them.',
      from: { path: room('background') },
      to: {
        path: '^src/(popup|options|policy-page|welcome|ui|content)/',
        pathNot: '\\?script&iife$|^src/content/(arrival|leave-guard|overlay|second-look)\\.tsx?$',
      },
    },
    {
      name: 'content-is-small',
      severity: 'error',
      comment: 'Content scripts pay on every page: only core, messaging types, platform/content and shared ui.',
      from: { path: room('content') },
      to: { path: '^src/(popup|options|policy-page|welcome|background)/' },
    },
    {
      name: 'content-carries-no-library',
      severity: 'error',
      comment: 'A library in a content script is parsed in every page; write the few lines it takes.',
      from: { path: room('content') },
      to: { path: 'node_modules/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
