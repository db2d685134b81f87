import { CANARY } from '../canary.mjs';
import { page } from '../pages.mjs';

/** @import { Host } from '../types.ts' */

const brand = 'bad.example';

/** Lines that browsers take, each strange in its own way. */
const strange = [
  `=${CANARY}-no-name`,
  `${CANARY}-no-equals-sign`,
  `__proto__=${CANARY}; Path=/`,
  `constructor=${CANARY}; Path=/`,
  `toString=${CANARY}; Path=/`,
  `big=${CANARY}${'x'.repeat(4000)}; Path=/`,
  `naïve=${CANARY}-é-日本; Path=/`,
  `with space=${CANARY}; Path=/`,
  `quoted="${CANARY}, and = more"; Path=/`,
  `date=${CANARY}; Expires=the day after tomorrow; Path=/`,
  `age=${CANARY}; Max-Age=banana; Path=/`,
  `twice=${CANARY}; Path=/a; Path=/; Secure; Secure`,
  `markup=<img src=x onerror=alert(1)>${CANARY}; Path=/`,
  `<b>name</b>=${CANARY}; Path=/`,
  `long_${'n'.repeat(300)}=${CANARY}; Path=/`,
];

/** Lines that no browser takes. */
const refused = [
  '',
  ';;;',
  '=',
  `__Host-bad=${CANARY}; Path=/; Secure; Domain=bad.example`,
  `__Secure-bad=${CANARY}; Path=/`,
  `elsewhere=${CANARY}; Domain=shop.example; Path=/`,
  `suffix=${CANARY}; Domain=example; Path=/`,
  `cross=${CANARY}; SameSite=None; Path=/`,
  `huge=${CANARY}${'x'.repeat(5000)}; Path=/`,
];

/** What servers and pages get wrong. @type {readonly Host[]} */
export const BAD = [
  {
    names: ['bad.example'],
    routes: {
      '/': {
        cookies: [...strange, ...refused],
        body: page({
          brand,
          title: 'Everything wrong at once',
          head: `<script>
document.cookie = '=${CANARY}-script-no-name';
document.cookie = 'hasOwnProperty=${CANARY}; path=/';
document.cookie = '\\u0000nul=${CANARY}';
document.cookie = 'emoji=\\u{1f36a}${CANARY}; path=/';
localStorage.setItem('__proto__', '${CANARY}');
</script>`,
          body: '<p>Empty names, values of 4 KB, letters of all alphabets, names every object has.</p>',
        }),
      },
      '/refused': { cookies: refused, body: page({ brand, title: 'Nothing of this is taken', body: '' }) },
    },
  },
];
