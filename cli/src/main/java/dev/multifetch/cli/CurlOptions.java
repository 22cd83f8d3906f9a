package dev.multifetch.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What `get` has in place of curl's options, for people who type those from habit.
final class CurlOptions {

  private static final String NO_BODY = "get sends no body, and only GET and HEAD";

  private static final Map<String, String> ALL = new HashMap<>();

  static {
    put("get follows redirects by itself, and --max-redirects N limits them", "-L", "--location");
    put("--insecure; safer are --cacert FILE and --ca-native", "-k");
    put("--output-dir DIR, and --name TEMPLATE for the file's name", "-o", "--output");
    put("--output-dir DIR --name '{file}'", "-O", "--remote-name", "--remote-name-all");
    put("--output-dir DIR --name '{disposition}'", "-J", "--remote-header-name");
    put("get asks for compression by itself, and --raw does without", "--compressed");
    put("--quiet", "-s", "--silent");
    put("get always shows errors", "-S", "--show-error");
    put("--head", "-I");
    put("--json shows the fields of the response, too", "--include");
    put(NO_BODY, "-d", "--data", "--data-raw", "-F", "--form", "-T");
    put(NO_BODY + " (--head)", "-X", "--request");
    put("-H 'NAME: VALUE'", "--header");
    put("-H 'User-Agent: NAME'", "-A", "--user-agent");
    put("-H 'Cookie: NAME=VALUE'", "-b", "--cookie");
    put("-H 'Referer: URL'", "-e", "--referer");
    put("-u USER:PASSWORD", "--user");
    put("--netrc", "-n");
    put("--fail", "-f");
    put("--timeout TIME for each URL, or --deadline TIME for all", "-m", "--max-time");
    put("--proxy URL", "-x");
    put("--write-out TEMPLATE, whose fields are in braces", "-w");
    put("--resume RESULTS goes on with a list", "-C", "--continue-at");
    put("get fetches many at once by itself, and -j N says how many", "-Z", "--parallel");
    put("-j N", "--parallel-max");
  }

  private CurlOptions() {}

  private static void put(String instead, String... options) {
    Stream.of(options).forEach(option -> ALL.put(option, instead));
  }

  /// A line for each of curl's options in an argument, such as `-sS`; none if it has others.
  static List<String> instead(String argument) {
    return options(argument).stream()
        .map(option -> "In place of curl's " + option + ": " + ALL.get(option))
        .toList();
  }

  private static List<String> options(String argument) {
    if (argument.startsWith("--")) {
      return Stream.of(argument.replaceFirst("=.*", "")).filter(ALL::containsKey).toList();
    }
    List<String> letters = argument.chars().skip(1).mapToObj(c -> "-" + (char) c).toList();
    boolean all = letters.stream().allMatch(ALL::containsKey); // else the rest is a value
    return letters.stream().limit(all ? letters.size() : 1).filter(ALL::containsKey).toList();
  }
}
