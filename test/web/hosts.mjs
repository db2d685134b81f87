import { BAD } from './hosts/bad.mjs';
import { CLOUDINARY } from './hosts/cloudinary.mjs';
import { DELIVERY } from './hosts/delivery.mjs';
import { DESTINATIONS } from './hosts/destinations.mjs';
import { FRAMES } from './hosts/frames.mjs';
import { MANY } from './hosts/many.mjs';
import { PLAIN } from './hosts/plain.mjs';
import { SHOP } from './hosts/shop.mjs';
import { STUBBORN } from './hosts/stubborn.mjs';
import { TRACKERS } from './hosts/trackers.mjs';

/** @import { Host } from './types.ts' */

/** @type {readonly Host[]} */
export const HOSTS = [
  ...CLOUDINARY,
  ...DELIVERY,
  ...SHOP,
  ...PLAIN,
  ...TRACKERS,
  ...DESTINATIONS,
  ...FRAMES,
  ...MANY,
  ...BAD,
  ...STUBBORN,
];
