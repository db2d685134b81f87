import { bare, page, picture } from '../pages.mjs';

/** @import { Host } from '../types.ts' */

const frames = Array.from({ length: 10 }, (_, i) => `<iframe src="https://f${i}.frames.example/frame"></iframe>`).join(
  '\n',
);

/** A page with ten frames, each with a picture of its own. @type {readonly Host[]} */
export const FRAMES = [
  {
    names: ['frames.example', '*.frames.example'],
    routes: {
      '/': { body: page({ brand: 'frames.example', title: 'Ten frames', body: frames }) },
      '/frame': { body: bare('<p>One of ten.</p><img width="90" src="/picture.svg">') },
      '/picture.svg': ({ host }) => ({ type: 'image/svg+xml', body: picture(host) }),
    },
  },
];
