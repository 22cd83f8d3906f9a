import { slug } from 'github-slugger'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { defineConfig } from 'vitepress'
import { page, sidebar } from '../documents.mjs'

const diagrams = JSON.parse(readFileSync(new URL('../target/diagrams.json', import.meta.url)))
const groups = sidebar()

export default defineConfig({
  title: 'multifetch',
  description: 'Fetch many URLs at once in Java, in models of concurrency that can be compared line by line.',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: 'target/pages',
  outDir: 'target/dist',
  cacheDir: 'target/cache',
  router: { prefetchLinks: false },
  markdown: {
    anchor: { slugify: slug },
    attrs: { disable: true },
    config(md) {
      md.core.ruler.push('links', (state) => {
        for (const { children } of state.tokens) children?.forEach(follow)
      })
      const fence = md.renderer.rules.fence
      md.renderer.rules.fence = (...args) => {
        const token = args[0][args[1]]
        return token.info.trim() === 'mermaid' ? diagram(token.content) : fence(...args)
      }
      const text = md.renderer.rules.text
      md.renderer.rules.text = (...args) => text(...args).replaceAll('{{', '&#123;&#123;')
    },
  },
  themeConfig: {
    sidebar: groups,
    nav: groups.slice(0, -1).map(({ text, items }) => ({ text, link: items[0].link })),
    outline: [2, 3],
    search: { provider: 'local' },
    footer: { message: 'Apache License 2.0' },
  },
})

/** A link as it is on GitHub leads to the page of that file. */
function follow(token) {
  const href = token.type === 'link_open' ? token.attrGet('href') : '#'
  if (/^([a-z]+:|#)/i.test(href)) return
  const [path, anchor] = href.split('#')
  const there = posix.extname(path) || /LICENSE$/.test(path) ? page(path) : posix.join(path, 'index.md')
  token.attrSet('href', anchor ? `${there}#${anchor}` : there)
}

/** Through v-html, since Vue would not leave the diagram's style where it is. */
function diagram(text) {
  const svg = JSON.stringify(diagrams[text]).replace(/[&"<>]/g, (c) => `&#${c.charCodeAt()};`)
  return `<div class="diagram" v-html="${svg}"></div>`
}
