package dev.multifetch;

import java.net.URI;

/// A URL that could not be fetched.
///
/// @param index the URL's place in the batch, from 0
/// @param url the URL as it was asked for
/// @param kind what went wrong, the same in every model
/// @param detail what went wrong, for a person; its wording may differ from model to model. It
///   names a class of Java only if the kind is INTERNAL
/// @param timing when the work on it began and ended
public record Failed(long index, URI url, FailureKind kind, String detail, Timing timing)
    implements Outcome {}
