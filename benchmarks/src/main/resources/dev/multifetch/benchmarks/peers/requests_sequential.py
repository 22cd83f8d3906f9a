"""One URL after another, as it should be: a session keeps the connection open."""

import requests

import laps


def fetch_all(urls, in_flight):
    with requests.Session() as session:
        return [fetch_one(session, url) for url in urls]  # in_flight is always 1


def fetch_one(session, url):
    try:
        response = session.get(url, timeout=30)
        response.raise_for_status()
        return len(response.content)
    except requests.RequestException:
        return None


if __name__ == "__main__":
    laps.run(fetch_all)
