package dev.multifetch.cli.get.files;

import java.text.Normalizer;
import java.util.Locale;

/// Who has which name, in some 30 bytes for each: there may be ten million. Names that only some
/// file systems can tell apart, such as `a.txt` and `A.TXT`, are one.
///
/// It keeps a hash of each name. Two names with one hash count as one, which costs nothing but a
/// number in the second.
final class Claims {

  static final long NOBODY = -1;

  private long[] hashes = new long[1 << 10]; // 0 where nothing is; a power of two
  private long[] owners = new long[hashes.length];
  private int size;

  /// Returns the name's owner, which this one is unless there was another before.
  long claim(String name, long owner) {
    long hash = hash(name);
    int place = place(hash);
    if (hashes[place] == hash) {
      return owners[place];
    }
    hashes[place] = hash;
    owners[place] = owner;
    if (++size > hashes.length / 4 * 3) {
      grow();
    }
    return owner;
  }

  long owner(String name) {
    long hash = hash(name);
    int place = place(hash);
    return hashes[place] == hash ? owners[place] : NOBODY;
  }

  /// Where the hash is, or where it would go.
  private int place(long hash) {
    int place = (int) hash & (hashes.length - 1);
    while (hashes[place] != 0 && hashes[place] != hash) {
      place = (place + 1) & (hashes.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] smaller = hashes;
    long[] theirs = owners;
    hashes = new long[2 * smaller.length];
    owners = new long[hashes.length];
    for (int i = 0; i < smaller.length; i++) {
      if (smaller[i] != 0) {
        int place = place(smaller[i]);
        hashes[place] = smaller[i];
        owners[place] = theirs[i];
      }
    }
  }

  /// FNV-1a over what all spellings have in common; never 0.
  private static long hash(String name) {
    String common =
        Normalizer.normalize(name, Normalizer.Form.NFC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < common.length(); i++) {
      hash = (hash ^ common.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32; // the last characters count in all bits
    return hash == 0 ? 1 : hash;
  }
}
