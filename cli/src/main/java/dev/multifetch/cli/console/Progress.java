package dev.multifetch.cli.console;

/// Shows how far a run has come.
public interface Progress extends AutoCloseable {

  /// Shows nothing.
  Progress NONE =
      new Progress() {
        @Override
        public void finished(boolean failed) {}

        @Override
        public void says(String text) {}

        @Override
        public void aside(Runnable print) {
          print.run();
        }

        @Override
        public void close() {}
      };

  /// One more URL is finished.
  void finished(boolean failed);

  /// Shows a few words beside the bar.
  void says(String text);

  /// Prints other text on the same terminal.
  void aside(Runnable print);

  @Override
  void close();
}
