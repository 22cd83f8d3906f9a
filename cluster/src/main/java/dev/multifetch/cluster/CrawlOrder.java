package dev.multifetch.cluster;

import java.io.Serializable;
import java.util.List;

/// What a crawl is to do. The command sends it to every member.
///
/// @param run identifies this crawl among those that the same members run one after another
/// @param list the file with the URLs, as the command names it
/// @param digest identifies the content of the file
/// @param folder where each member saves its results
/// @param arguments the options that say how to fetch, as they were typed; each member reads them
record CrawlOrder(String run, String list, String digest, String folder, List<String> arguments)
    implements Serializable {

  /// Whether another order asks for the same.
  boolean isSame(CrawlOrder other) {
    return digest.equals(other.digest)
        && folder.equals(other.folder)
        && arguments.equals(other.arguments);
  }

  /// The map of the cluster that says which URLs are done.
  String doneMap() {
    return "done-" + run;
  }

  /// The map of the cluster that says which members have the list.
  String readersMap() {
    return "readers-" + run;
  }

  /// The map of the cluster with what each member reports.
  String reportsMap() {
    return "reports-" + run;
  }
}
