"""One event loop, as it should be: one session for all, whose connector is the bound.

Workers take the next URL, so that there are no more tasks than requests in flight.
"""

import asyncio

import aiohttp

import laps


async def fetch_each(urls, in_flight):
    lengths = [None] * len(urls)
    waiting = iter(enumerate(urls))
    connector = aiohttp.TCPConnector(limit=in_flight)
    async with aiohttp.ClientSession(connector=connector, raise_for_status=True) as session:

        async def work():
            for index, url in waiting:
                lengths[index] = await fetch_one(session, url)

        await asyncio.gather(*(work() for _ in range(in_flight)))
    return lengths


async def fetch_one(session, url):
    try:
        async with session.get(url) as response:
            return len(await response.read())
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return None


if __name__ == "__main__":
    laps.run(lambda urls, in_flight: asyncio.run(fetch_each(urls, in_flight)))
