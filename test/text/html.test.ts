import { describe, expect, it } from 'vitest';
import { html } from '../../src/text/html.ts';

describe('html', () => {
  it('takes what comes from a tenant for text', () => {
    const name = `<img src=x onerror="alert('1')"> & co`;
    expect(html`<h1 title="${name}">${name}</h1>`.text).toBe(
      '<h1 title="&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62; &#38; co">&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62; &#38; co</h1>',
    );
  });

  it('takes what it made itself as it is, and lists one by one', () => {
    const items = ['a', '<b>'].map((each) => html`<li>${each}</li>`);
    expect(html`<ul>${items}</ul>`.text).toBe('<ul><li>a</li><li>&#60;b&#62;</li></ul>');
  });

  it('leaves out what is not there, and keeps a zero', () => {
    expect(html`${undefined}${false}${0}${''}`.text).toBe('0');
  });
});
