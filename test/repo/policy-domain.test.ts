import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The name as code writes a host: a whole string, or a pattern. Sentences and comments may name it. */
const AS_CODE = /['"`](?:www\.|\.)?cloudinary\.com['"`]|cloudinary\\\.com/;

it('says in one file alone which host is Cloudinary’s', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const naming = files.filter((file) => AS_CODE.test(readFileSync(`src/${file}`, 'utf8')));
  expect(naming.map((file) => file.replaceAll('\\', '/'))).toEqual(['core/catalogue/cloudinary.ts']);
});
