// Checks the site as a reader has it: in a real browser, served on the loopback.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBrowser } from './browser.mjs'
import { files, page, read } from './documents.mjs'

const dist = join(dirname(fileURLToPath(import.meta.url)), 'target/dist')
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png' }

const server = createServer((request, response) => {
  const path = decodeURI(new URL(request.url, 'http://localhost').pathname).replace(/\/$/, '/index.html')
  const file = join(dist, path)
  if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end()
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'text/plain' }).end(readFileSync(file))
})
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const origin = `http://127.0.0.1:${server.address().port}`
const browser = await openBrowser()

const problems = []
if (process.argv[2] === '--pictures') await takePictures(...process.argv.slice(3))
else await check()

await browser.close()
server.close()
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0

async function check() {
  const paths = readdirSync(dist, { recursive: true })
    .filter((path) => path.endsWith('.html') && path !== '404.html')
    .map((path) => `/${path}`)
    .sort()
  const tab = await openTab({ width: 1280, height: 800 })
  const found = new Map()
  for (const path of paths) found.set(path, await visit(tab, path))

  const links = [...found].flatMap(([path, { hrefs }]) => hrefs.map((href) => [path, new URL(href)]))
  const inside = links.filter(([, url]) => url.origin === origin)
  const reached = new Set(['/index.html'])
  for (const [path, url] of inside) {
    const there = url.pathname.replace(/\/$/, '/index.html')
    const anchor = decodeURIComponent(url.hash.slice(1))
    if (!found.has(there)) problems.push(`${path} links to ${there}, which is not there`)
    else if (anchor && !found.get(there).ids.has(anchor)) problems.push(`${path} links to ${there}#${anchor}: no such anchor`)
    if (there !== path) reached.add(there)
  }
  for (const path of paths) if (!reached.has(path)) problems.push(`${path} is linked from nowhere`)

  const drawn = await checkDiagrams(found)
  await checkSearch(tab)
  await checkDarkMode(tab)

  const outside = new Set(links.filter(([, url]) => url.origin !== origin).map(([, url]) => url.href))
  console.log([...outside].sort().join('\n'))
  console.log(`${outside.size} addresses outside the site, above, were not looked at.`)
  console.log(`${paths.length} pages, ${inside.length} links inside the site, ${drawn} diagrams, ${problems.length} problems`)
}

/** A tab that notes what a reader would find in the console, and every request that leaves the loopback. */
async function openTab(viewport, options = {}) {
  const tab = await browser.newPage({ viewport, ...options })
  const note = (what) => problems.push(`${tab.url().replace(origin, '')}: ${what}`)
  tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && note(message.text()))
  tab.on('pageerror', (error) => note(error.message))
  tab.on('response', (response) => response.status() >= 400 && note(`${response.status()} for ${response.url()}`))
  const ours = (url) => url.startsWith(`${origin}/`) || /^(data|blob):/.test(url)
  tab.on('request', (request) => ours(request.url()) || note(`asks for ${request.url()}`))
  return tab
}

async function open(tab, path) {
  await tab.goto(origin + path)
  await tab.waitForFunction(() => document.querySelector('#app').__vue_app__ && document.querySelector('.vp-doc'))
}

async function visit(tab, path) {
  await open(tab, path)
  const { hrefs, ids, pictures, diagrams } = await tab.evaluate(async () => {
    const images = [...document.images]
    for (const image of images) image.loading = 'eager'
    await Promise.allSettled(images.map((image) => image.decode()))
    return {
      hrefs: [...document.querySelectorAll('a[href]')].map((a) => a.href),
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
      pictures: images.filter((image) => image.naturalWidth === 0).map(({ src }) => src),
      diagrams: document.querySelectorAll('.diagram > svg[id^=diagram]').length,
    }
  })
  for (const picture of pictures) problems.push(`${path} has a picture that does not show: ${picture}`)
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) problems.push(`${path} has ${id} twice`)
  await checkPhone(tab, path)
  return { hrefs, ids: new Set(ids), diagrams }
}

/** Wide tables, code and diagrams scroll in their own box; a page never scrolls sideways. */
async function checkPhone(tab, path) {
  const laptop = tab.viewportSize()
  await tab.setViewportSize({ width: 390, height: 844 })
  const width = await tab.evaluate(() => document.documentElement.scrollWidth)
  if (width > 390) problems.push(`${path} is ${width} pixels wide on a phone of 390`)
  await tab.setViewportSize(laptop)
}

async function checkDiagrams(found) {
  let drawn = 0
  for (const document of files().filter((path) => path.endsWith('.md'))) {
    const path = `/${page(document).replace(/md$/, 'html')}`
    const written = read(document).match(/^```mermaid$/gm)?.length ?? 0
    const { diagrams } = found.get(path) ?? {}
    if (diagrams !== written) problems.push(`${path} shows ${diagrams} of the ${written} diagrams of ${document}`)
    drawn += diagrams ?? 0
  }
  return drawn
}

async function checkSearch(tab) {
  await open(tab, '/')
  await tab.click('.VPNavBarSearch button')
  await tab.fill('.search-input', 'maxInFlight')
  const result = tab.locator('.VPLocalSearchBox .result').first()
  await result.waitFor({ timeout: 10_000 }).catch(() => problems.push('The search does not find maxInFlight'))
  await result.click()
  await tab.waitForFunction(() => location.pathname !== '/')
}

async function checkDarkMode(tab) {
  await open(tab, '/')
  const background = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const before = await background()
  await tab.click('.VPNavBarAppearance button')
  await tab.waitForFunction((before) => getComputedStyle(document.body).backgroundColor !== before, before, { timeout: 5000 })
    .catch(() => problems.push('The switch does not make the site dark'))
}

async function takePictures(folder, ...paths) {
  if (paths.length === 0) paths = ['/', '/docs/03-virtual-threads.html', '/docs/robustness.html', '/docs/comparison.html']
  const sizes = { phone: [390, 844], laptop: [1280, 800], projector: [1920, 1080] }
  for (const [size, [width, height]] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark']) {
      const tab = await openTab({ width, height }, { colorScheme })
      for (const path of paths) {
        await open(tab, path)
        const name = path.match(/([\w-]*)(\.html)?(#.*)?$/)
        await tab.screenshot({ path: join(folder, `${name[1] || 'home'}${name[3] ?? ''}-${size}-${colorScheme}.png`) })
      }
    }
  }
}
