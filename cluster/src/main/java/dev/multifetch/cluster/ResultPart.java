package dev.multifetch.cluster;

import java.io.Serializable;

/// A part of a member's results on its way to the process that collects them all. Parts of one
/// member come in order: the pieces of a body, and then the line that names it.
sealed interface ResultPart extends Serializable {

  /// Some bytes of a body.
  ///
  /// @param index of the URL whose body this is
  /// @param at where they begin in the body
  @SuppressWarnings("ArrayRecordComponent") // it is sent, not compared
  record Piece(String member, long index, long at, byte[] bytes) implements ResultPart {}

  /// A line of the ledger, without its line break.
  record Line(String member, String text) implements ResultPart {}
}
