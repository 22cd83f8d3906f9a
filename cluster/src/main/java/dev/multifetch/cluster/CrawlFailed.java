package dev.multifetch.cluster;

/// A crawl cannot go on. The message names the culprit and the remedy.
final class CrawlFailed extends RuntimeException {

  CrawlFailed(String message) {
    super(message);
  }
}
