package dev.multifetch.http;

import dev.multifetch.FailureKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An exchange failed in a known way. A transport throws this to translate an exception of its
/// library.
public final class FetchException extends IOException {

  private final FailureKind kind;

  public FetchException(FailureKind kind, String detail) {
    this(kind, detail, null);
  }

  public FetchException(FailureKind kind, @Nullable String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.kind = kind;
  }

  public FailureKind kind() {
    return kind;
  }
}
