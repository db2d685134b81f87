// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { CoreSentence, rich, Sentence } from '../../src/ui/rich-text.tsx';
import { provideMessages } from '../../src/ui/text.ts';
import { english } from './messages.ts';

beforeEach(() => provideMessages(english));

function shown(node: Parameters<typeof render>[0]): HTMLElement {
  const root = document.createElement('p');
  render(node, root);
  return root;
}

describe('sentences with data in them', () => {
  it('isolate the data and leave the rest as text', () => {
    const line = { id: 'popup_seen_header', parts: [{ data: 'ad.example' }, 'soon'] } as const;
    const sentence = shown(<Sentence line={line} />);
    expect(sentence.textContent).toBe('ad.example set it with a response header, soon.');
    expect([...sentence.querySelectorAll('bdi')].map((bdi) => bdi.textContent)).toEqual(['ad.example']);
  });

  it('keep data that looks like a place in the message as it is', () => {
    const sentence = shown(<Sentence line={{ id: 'popup_seen_readable', parts: [{ data: '$1 \ue001 <b>' }] }} />);
    expect(sentence.textContent).toBe('Scripts on $1 \ue001 <b> can read it.');
    expect(sentence.querySelector('b')).toBeNull();
  });

  it('put nodes where the message says, in its own order', () => {
    const sentence = <span>{rich('popup_story_sent', <i key="host">host</i>, <b key="names">names</b>)}</span>;
    expect(shown(sentence).firstElementChild?.innerHTML).toBe('<b>names</b> went along with a request to <i>host</i>.');
  });

  it('isolate what core hands in', () => {
    const sentence = shown(<CoreSentence text={{ id: 'popup_seen_readable', args: ['a.example'] }} />);
    expect(sentence.innerHTML).toBe('Scripts on <bdi>a.example</bdi> can read it.');
  });
});
