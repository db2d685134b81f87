// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import { provideMessages } from '../../src/ui/text.ts';
import { Welcome } from '../../src/welcome/welcome.tsx';
import { pseudo } from '../ui/messages.ts';
import { unwrappedTexts } from '../ui/unwrapped.ts';

it('welcomes in the words of the messages, and leads to the options', () => {
  provideMessages(pseudo);
  const root = document.createElement('div');
  let opened = 0;
  render(
    <Welcome
      onOpenOptions={() => {
        opened += 1;
      }}
    />,
    root,
  );
  expect(unwrappedTexts(root)).toEqual([]);
  expect(root.querySelectorAll('h1')).toHaveLength(1);
  root.querySelector('button')?.click();
  expect(opened).toBe(1);
});
