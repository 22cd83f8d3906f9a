// One event loop: as many async functions as requests may be in flight take the next URL until none
// is left. The command line: URL COUNT IN_FLIGHT LAPS [numbered]

async function fetchAll(urls, inFlight) {
  const waiting = urls.values();
  const total = { ok: 0, failed: 0, bytes: 0 };
  async function work() {
    for (const url of waiting) {
      try {
        const length = await fetchOne(url);
        total.bytes += length; // not += await: what others add meanwhile would be lost
        total.ok++;
      } catch {
        total.failed++;
      }
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work));
  return total;
}

async function fetchOne(url) {
  const response = await fetch(url, { redirect: "manual" });
  const body = await response.arrayBuffer();
  if (response.status !== 200) {
    throw new Error(`status ${response.status}`);
  }
  return body.byteLength;
}

const [url, count, inFlight, laps, numbered] = process.argv.slice(2);
const mark = url.includes("?") ? "&" : "?";
const urls = Array.from({ length: Number(count) }, (_, index) =>
  numbered === "numbered" ? `${url}${mark}n=${index}` : url,
);
for (let lap = 0; lap < Number(laps); lap++) {
  const began = performance.now();
  const before = process.cpuUsage();
  const total = await fetchAll(urls, Number(inFlight));
  const cpu = process.cpuUsage(before);
  const seconds = (performance.now() - began) / 1e3;
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  const residentKib = process.resourceUsage().maxRSS;
  console.log(JSON.stringify({ ...total, seconds, cpuSeconds, residentKib }));
}
process.exit(0); // without waiting for idle connections
