"""A pool of threads, as it should be: they share a session that keeps a connection for each.

Without the adapter the session would keep ten, and open and drop the others.
"""

from concurrent.futures import ThreadPoolExecutor

import requests
from requests.adapters import HTTPAdapter

import laps


def fetch_all(urls, in_flight):
    with requests.Session() as session, ThreadPoolExecutor(max_workers=in_flight) as pool:
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(pool_maxsize=in_flight))
        return list(pool.map(lambda url: fetch_one(session, url), urls))


def fetch_one(session, url):
    try:
        response = session.get(url, timeout=30)
        response.raise_for_status()
        return len(response.content)
    except requests.RequestException:
        return None


if __name__ == "__main__":
    laps.run(fetch_all)
