package dev.multifetch.http;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/// The coding `gzip`: one member or several (RFC 1952), cut into pieces at any byte. NULs after the
/// last member are padding; gunzip ignores them, too.
final class GzipDecoder implements BodySink {

  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;
  private static final int RESERVED_FLAGS = 0xe0;

  /// The parts of a member in their order; those from EXTRA_LENGTH to HEADER_CRC are optional.
  /// After them comes another member, or PADDING.
  private enum Part {
    FIXED_HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CRC,
    DATA,
    TRAILER,
    NEXT_MEMBER,
    PADDING
  }

  private final BodySink next;
  private final Inflation inflation;
  private final CRC32 headerCrc = new CRC32();
  private final ByteBuffer field = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
  private Part part = Part.FIXED_HEADER;
  private int flags;
  private int skip;

  GzipDecoder(BodySink next) {
    this.next = next;
    this.inflation = new Inflation(true, next);
  }

  @Override
  public void accept(ByteBuffer piece) throws FetchException {
    while (piece.hasRemaining()) {
      ByteBuffer taken = piece.duplicate();
      boolean header = part.compareTo(Part.HEADER_CRC) < 0;
      switch (part) {
        case FIXED_HEADER -> fixedHeader(piece);
        case EXTRA_LENGTH -> extraLength(piece);
        case EXTRA -> extra(piece);
        case NAME, COMMENT -> text(piece);
        case HEADER_CRC -> headerCrc(piece);
        case DATA -> data(piece);
        case TRAILER -> trailer(piece);
        case NEXT_MEMBER ->
            enter(piece.get(piece.position()) == 0 ? Part.PADDING : Part.FIXED_HEADER);
        case PADDING -> padding(piece);
      }
      if (header) {
        headerCrc.update(taken.limit(piece.position()));
      }
    }
  }

  private void fixedHeader(ByteBuffer piece) throws FetchException {
    if (!collect(piece, 10)) {
      return;
    }
    flags = field.get(3);
    if (field.getShort(0) != (short) 0x8b1f || field.get(2) != 8 || (flags & RESERVED_FLAGS) != 0) {
      throw ContentCodings.undecodable("not a gzip header");
    }
    enter(Part.EXTRA_LENGTH);
  }

  private void extraLength(ByteBuffer piece) {
    if (collect(piece, 2)) {
      skip = field.getShort(0) & 0xffff;
      enter(skip > 0 ? Part.EXTRA : Part.NAME);
    }
  }

  private void extra(ByteBuffer piece) {
    int skipped = Math.min(skip, piece.remaining());
    piece.position(piece.position() + skipped);
    skip -= skipped;
    if (skip == 0) {
      enter(Part.NAME);
    }
  }

  private void text(ByteBuffer piece) {
    while (piece.hasRemaining()) {
      if (piece.get() == 0) {
        enter(part == Part.NAME ? Part.COMMENT : Part.HEADER_CRC);
        return;
      }
    }
  }

  /// The lower half of a CRC-32 over all bytes before it in the member.
  private void headerCrc(ByteBuffer piece) throws FetchException {
    if (!collect(piece, 2)) {
      return;
    }
    if (field.getShort(0) != (short) headerCrc.getValue()) {
      throw ContentCodings.undecodable("gzip header's checksum is wrong");
    }
    enter(Part.DATA);
  }

  private void data(ByteBuffer piece) throws FetchException {
    inflation.accept(piece);
    if (inflation.finished()) {
      enter(Part.TRAILER);
    }
  }

  private void trailer(ByteBuffer piece) throws FetchException {
    if (!collect(piece, 8)) {
      return;
    }
    if (field.getInt(0) != inflation.checksum() || field.getInt(4) != inflation.length()) {
      throw ContentCodings.undecodable("gzip checksum or length is wrong");
    }
    inflation.reset();
    headerCrc.reset();
    enter(Part.NEXT_MEMBER);
  }

  private static void padding(ByteBuffer piece) throws FetchException {
    if (piece.get() != 0) {
      throw ContentCodings.undecodable("bytes after gzip's padding");
    }
  }

  /// Goes to this part, or to the first part after it that this member has.
  private void enter(Part wanted) {
    field.clear();
    part = wanted;
    if (wanted == Part.EXTRA_LENGTH && !has(FEXTRA)) {
      enter(Part.NAME);
    } else if (wanted == Part.NAME && !has(FNAME)) {
      enter(Part.COMMENT);
    } else if (wanted == Part.COMMENT && !has(FCOMMENT)) {
      enter(Part.HEADER_CRC);
    } else if (wanted == Part.HEADER_CRC && !has(FHCRC)) {
      enter(Part.DATA);
    }
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// Collects a field of this many bytes across pieces; returns true when it is whole.
  private boolean collect(ByteBuffer piece, int length) {
    while (field.position() < length && piece.hasRemaining()) {
      field.put(piece.get());
    }
    return field.position() == length;
  }

  @Override
  public void end() throws FetchException {
    boolean nothing = part == Part.FIXED_HEADER && field.position() == 0;
    if (!nothing && part != Part.NEXT_MEMBER && part != Part.PADDING) {
      throw ContentCodings.undecodable("gzip data cut short");
    }
    next.end();
  }

  @Override
  public void release() {
    inflation.release();
    next.release();
  }
}
