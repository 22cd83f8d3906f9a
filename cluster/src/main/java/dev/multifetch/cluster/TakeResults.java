package dev.multifetch.cluster;

import com.hazelcast.jet.core.AbstractProcessor;
import java.io.IOException;

/// Writes what all members send, in the process that collects it.
@SuppressWarnings("NullAway.Init") // the engine calls init() first
final class TakeResults extends AbstractProcessor {

  private CollectedResults results;

  @Override
  public boolean isCooperative() {
    return false; // it waits for the disk
  }

  @Override
  protected void init(Context context) {
    results = Member.of(context.hazelcastInstance()).collected();
  }

  @Override
  protected boolean tryProcess(int ordinal, Object part) {
    try {
      results.add((ResultPart) part);
      return true;
    } catch (IOException e) {
      throw new CrawlFailed("cannot write to %s: %s".formatted(results, e.getMessage()));
    }
  }
}
