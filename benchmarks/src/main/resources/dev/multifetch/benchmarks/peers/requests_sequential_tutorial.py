"""One URL after another, as tutorials show it: a new connection for each."""

import requests

import laps


def fetch_all(urls, in_flight):
    return [fetch_one(url) for url in urls]  # in_flight is always 1


def fetch_one(url):
    try:
        response = requests.get(url)
        response.raise_for_status()
        return len(response.content)
    except requests.RequestException:
        return None


if __name__ == "__main__":
    laps.run(fetch_all)
