package dev.multifetch.cli.get.input;

import java.util.Map;

/// A URL on each line. Blank lines and lines that begin with # hold none.
public record PlainList() implements ListFormat {

  @Override
  public int longest() {
    return Input.LONGEST;
  }

  @Override
  public boolean hasFields() {
    return false;
  }

  @Override
  public boolean skips(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#");
  }

  @Override
  public Entry entry(String line) {
    return Entry.of(line.strip());
  }

  @Override
  public Map<String, String> fields(String record) {
    return Map.of("url", record);
  }

  @Override
  public String record(String url) {
    return url;
  }
}
