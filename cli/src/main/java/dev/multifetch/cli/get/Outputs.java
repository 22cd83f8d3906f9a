package dev.multifetch.cli.get;

import dev.multifetch.BodyHandler;
import dev.multifetch.cli.console.Streams;
import dev.multifetch.cli.get.files.BodyFolder;
import dev.multifetch.cli.get.files.Earlier;
import dev.multifetch.cli.get.files.FileOptions;
import dev.multifetch.cli.get.files.Ledger;
import dev.multifetch.cli.get.input.Places;
import dev.multifetch.cli.get.output.Ended;
import dev.multifetch.cli.get.output.FailedUrls;
import dev.multifetch.cli.get.output.Result;
import dev.multifetch.cli.get.output.WarcFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntPredicate;

/// The files that a run writes to.
///
/// @param results the results of the run that goes on here; empty if this run is a new one
record Outputs(
    Optional<Ledger> results,
    Optional<BodyFolder> bodies,
    Optional<WarcFile> archive,
    FailedUrls failedUrls) {

  /// Where bodies go; empty if they are only counted.
  Optional<BodyHandler> writing(Places places, IntPredicate unwanted) {
    Optional<BodyHandler> folder = bodies.map(saved -> saved.writing(places::index, unwanted));
    return archive
        .map(file -> file.keeping(places::index, folder.orElse(BodyHandler.discarding())))
        .or(() -> folder);
  }

  /// Call this before the line of the result is written: the line says that all else is done.
  Ended kept(Result result, boolean failed) {
    Optional<Path> body = bodies.flatMap(folder -> folder.saved(result.input().index()));
    boolean last = result instanceof Result.Success; // else an earlier attempt saved it
    return new Ended(
        result, failed, body.filter(_ -> last), archive.flatMap(file -> file.add(result)));
  }

  /// What need not be fetched.
  Earlier earlier(FileOptions options) {
    return results
        .<Earlier>map(ledger -> ledger)
        .orElse(Earlier.NOTHING)
        .or(bodies.map(options::earlier).orElse(Earlier.NOTHING));
  }

  /// Where the line of each result goes.
  Streams lines(Streams standard) {
    return results.map(ledger -> standard.with(ledger.output())).orElse(standard);
  }

  /// The name of what has these lines.
  String name() {
    return results.map(Ledger::toString).orElse("standard output");
  }
}
