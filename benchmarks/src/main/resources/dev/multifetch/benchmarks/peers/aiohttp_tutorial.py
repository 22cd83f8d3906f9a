"""One event loop, as many write it: a task for each URL, a session for each task.

With the session goes its connection. The semaphore is the least that one must add: without it,
everything is in flight at once.
"""

import asyncio

import aiohttp

import laps


async def fetch_each(urls, in_flight):
    slots = asyncio.Semaphore(in_flight)
    return await asyncio.gather(*(fetch_one(slots, url) for url in urls))


async def fetch_one(slots, url):
    async with slots:
        try:
            async with aiohttp.ClientSession(raise_for_status=True) as session:
                async with session.get(url) as response:
                    return len(await response.read())
        except (aiohttp.ClientError, asyncio.TimeoutError):
            return None


if __name__ == "__main__":
    laps.run(lambda urls, in_flight: asyncio.run(fetch_each(urls, in_flight)))
