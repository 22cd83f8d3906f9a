"""A pool of threads, as tutorials show it: a new connection for each URL."""

from concurrent.futures import ThreadPoolExecutor

import requests

import laps


def fetch_all(urls, in_flight):
    with ThreadPoolExecutor(max_workers=in_flight) as pool:
        return list(pool.map(fetch_one, urls))


def fetch_one(url):
    try:
        response = requests.get(url)
        response.raise_for_status()
        return len(response.content)
    except requests.RequestException:
        return None


if __name__ == "__main__":
    laps.run(fetch_all)
