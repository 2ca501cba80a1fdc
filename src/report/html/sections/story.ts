import type { Story } from '../../story/story-parts.js'
import { both, type Markup, markup } from '../markup.js'

/** What happened and why, as questions and answers. */
export function storySection({ parts }: Story): Markup {
  return markup`<section class="story" aria-label="What happened">${parts.map(
    ({ question, answer }) => markup`<article>
<h2>${both(question)}</h2>
${answer.map((text, index) => markup`<p${index === 0 ? markup` class="lead"` : markup``}>${both(text)}</p>`)}
</article>`,
  )}</section>`
}
