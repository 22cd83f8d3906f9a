// The documents of the repository, as the site has them.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
export const pages = join(root, 'site/target/pages')

/** Every file of the repository; none that was built, none of a hidden folder. */
export function files(folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !/^\.|^target$|^node_modules$/.test(entry.name))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name)
      return entry.isDirectory() ? files(path) : [path]
    })
    .sort()
}

export const read = (path) => readFileSync(join(root, path), 'utf8')

/** The files that a document links to, in the order of the links. */
export function linked(document) {
  const prose = read(document).replace(/^( *)(`{3,}|~{3,})[^]*?^ *\2/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, link]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => file(posix.join(posix.dirname(document), decodeURI(link)), document))
}

/** A link to a folder leads to its README.md, as it does on GitHub. */
function file(path, document) {
  const there = statSync(join(root, path), { throwIfNoEntry: false })
  if (!there) throw new Error(`${document} links to ${path}, which is not there: correct the link`)
  return there.isDirectory() ? file(posix.join(path, 'README.md'), document) : path
}

/** Where a file is among the pages: README.md is the index of its folder, a source file is shown by a page. */
export function page(path) {
  if (path.endsWith('.md')) return path.replace(/(^|\/)README\.md$/, '$1index.md')
  return picture(path) ? path : `${path}.md`
}

export const picture = (path) => /\.(svg|png|webp)$/.test(path)

export const title = (document) => read(document).match(/^# (.+)$/m)[1].replaceAll('`', '')

/** The side bar finds its pages by itself: the first of these that matches a path is its group. */
const groups = [
  ['Start here', /^docs\/start\//],
  ['Chapters', /^docs\/(README|\d\d-.*)\.md$/],
  ['In depth', /^docs\/in-depth\//],
  ['Comparison', /^docs\/comparison[./]/],
  ['Reference', /^docs\/[^/]*$/],
  ['Decisions', /^docs\/adr\//],
  ['More', /^docs\//],
  ['Workshop', /^workshop\//],
  ['Project', /^(?!README)/],
]

export function sidebar() {
  const documents = files().filter((path) => path.endsWith('.md'))
  const group = (path) => groups.findIndex(([, pattern]) => pattern.test(path))
  return groups
    .map(([text], i) => ({
      text,
      collapsed: i > 3,
      items: documents
        .filter((path) => group(path) === i)
        .map((path) => ({ path, place: place(path) }))
        .sort((a, b) => a.place - b.place)
        .map(({ path }) => ({ text: title(path), link: '/' + page(path).replace(/(index)?\.md$/, '') })),
    }))
    .filter(({ items }) => items.length > 0)
}

/** The README.md of a folder comes first, then what it links to in that order, then the rest by name. */
function place(path) {
  const index = posix.join(posix.dirname(path), 'README.md')
  if (path === index) return -1
  const links = files(posix.dirname(path)).includes(index) ? linked(index) : []
  return links.includes(path) ? links.indexOf(path) : links.length
}
