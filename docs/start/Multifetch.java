import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.virtualthreads.VirtualThreadFactory;

void main(String[] urls) throws InterruptedException {
  var options = FetchOptions.builder().maxInFlight(5).timeout(Duration.ofSeconds(10)).build();
  try (var fetcher = new VirtualThreadFactory().open(options)) {
    fetcher.fetchEach(
        Stream.of(urls).map(URI::create).toList(),
        outcome -> {
          switch (outcome) {
            case Fetched it ->
                IO.println(it.status() + ", " + it.bodyBytes() + " bytes: " + it.url());
            case Failed it -> IO.println("failed, " + it.kind() + ": " + it.url());
          }
        });
  }
}
