// Gathers the documents, their pictures, and the source files they link to into site/target/pages,
// and draws their Mermaid diagrams into site/target/diagrams.json.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { openBrowser } from './browser.mjs'
import { files, linked, page, pages, picture, read, root } from './documents.mjs'

rmSync(pages, { recursive: true, force: true })
const all = files()
const documents = all.filter((path) => path.endsWith('.md'))
const sources = new Set(documents.flatMap(linked).filter((path) => page(path) === `${path}.md`))

for (const path of [...documents, ...all.filter(picture), ...sources]) {
  const there = join(pages, page(path))
  mkdirSync(dirname(there), { recursive: true })
  if (sources.has(path)) writeFileSync(there, shown(path))
  else cpSync(join(root, path), there)
}

function shown(path) {
  const text = read(path)
  const fence = '`'.repeat(1 + Math.max(2, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length)))
  const language = extname(path).match(/java|json|js|py|go|sh|xml/)?.[0] ?? 'txt'
  const name = path.split('/').pop()
  return `---
sidebar: false
aside: false
search: false
title: ${name}
---
# \`${name}\`

\`${path}\`, as it was when this site was built.

${fence}${text.length < 100_000 ? language : 'txt'}
${text.trimEnd()}
${fence}
`
}

const diagrams = {}
const wrong = []
const browser = await openBrowser()
const tab = await browser.newPage()
await tab.addScriptTag({ path: createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js') })
for (const document of documents) {
  for (const [, text] of read(document).matchAll(/^```mermaid\n([^]*?)^```/gm)) {
    diagrams[text] ??= await draw(text, `diagram-${Object.keys(diagrams).length}`, document)
  }
}
await browser.close()
if (wrong.length > 0) throw new Error(`Mermaid cannot draw:\n\n${wrong.join('\n')}`)
writeFileSync(join(root, 'site/target/diagrams.json'), JSON.stringify(diagrams))
console.log(`${documents.length} documents, ${sources.size} source files, ${Object.keys(diagrams).length} diagrams`)

async function draw(text, id, document) {
  try {
    return await tab.evaluate(
      async ([text, id]) => {
        // Arial, Liberation Sans and Helvetica are equally wide, so labels fit on every system.
        const fontFamily = 'Arial, "Liberation Sans", Helvetica, sans-serif'
        const sized = { useMaxWidth: false }
        mermaid.initialize({ theme: 'neutral', fontFamily, htmlLabels: false, sequence: sized, flowchart: sized })
        return (await mermaid.render(id, text)).svg
      },
      [text, id],
    )
  } catch (e) {
    wrong.push(`${document}:\n${text}${e.message.split('\n    at ')[0]}\n`)
  }
}
