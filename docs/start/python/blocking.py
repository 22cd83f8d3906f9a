import sys

import requests


def fetch(session, url):
    try:
        response = session.get(url, timeout=10)
        return f"{response.status_code}, {len(response.content)} bytes: {url}"
    except Exception as e:
        return f"failed, {type(e).__name__}: {url}"


with requests.Session() as session:
    for url in sys.argv[1:]:
        print(fetch(session, url))  # waits here, for one URL after another
