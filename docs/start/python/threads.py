import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

import requests

AT_ONCE = 5
own = threading.local()  # what each thread has for itself


def open_session():
    own.session = requests.Session()  # two threads must not share one


def fetch(url):
    try:
        response = own.session.get(url, timeout=10)
        return f"{response.status_code}, {len(response.content)} bytes: {url}"
    except Exception as e:
        return f"failed, {type(e).__name__}: {url}"


with ThreadPoolExecutor(AT_ONCE, initializer=open_session) as pool:
    futures = [pool.submit(fetch, url) for url in sys.argv[1:]]  # a thread of the pool waits
    for future in as_completed(futures):
        print(future.result())
