"""Runs a batch again and again and prints what each run of it cost: the part that is no lesson.

The command line: URL COUNT IN_FLIGHT LAPS [numbered]
"""

import json
import resource
import sys
import time


def run(fetch_all):
    """fetch_all takes URLs and how many may be in flight, and returns the length of each body, or
    None for a URL that failed."""
    url, count, in_flight, laps = sys.argv[1], *map(int, sys.argv[2:5])
    urls = [url] * count
    if sys.argv[5:] == ["numbered"]:
        mark = "&" if "?" in url else "?"
        urls = [f"{url}{mark}n={index}" for index in range(count)]
    for _ in range(laps):
        began, cpu = time.perf_counter(), time.process_time()
        lengths = fetch_all(urls, in_flight)
        lap = {
            "ok": count - lengths.count(None),
            "failed": lengths.count(None),
            "bytes": sum(length for length in lengths if length is not None),
            "seconds": time.perf_counter() - began,
            "cpuSeconds": time.process_time() - cpu,
            "residentKib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        }
        print(json.dumps(lap), flush=True)
