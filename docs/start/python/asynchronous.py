import asyncio
import sys

import aiohttp

AT_ONCE = 5


async def fetch(session, free, url):
    async with free:  # the task waits for a free place
        try:
            async with session.get(url) as response:
                body = await response.read()  # the task waits, its thread does not
                return f"{response.status}, {len(body)} bytes: {url}"
        except Exception as e:
            return f"failed, {type(e).__name__}: {url}"


async def main(urls):
    free = asyncio.Semaphore(AT_ONCE)
    timeout = aiohttp.ClientTimeout(total=10)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        for line in asyncio.as_completed([fetch(session, free, url) for url in urls]):
            print(await line)


asyncio.run(main(sys.argv[1:]))
