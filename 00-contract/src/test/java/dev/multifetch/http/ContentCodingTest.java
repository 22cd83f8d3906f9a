package dev.multifetch.http;

import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.FailureKind.UNDECODABLE;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetched;
import static dev.multifetch.http.Dialogue.head;
import static dev.multifetch.http.Dialogue.piece;
import static dev.multifetch.http.Dialogue.started;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.http.Step.Done;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {

  private static final String TEXT = "to be, or not to be, that is the question";

  /// Tells a response with this coding and these pieces.
  private static Step told(String coding, byte[]... pieces) {
    UrlFetch fetch = started("http://a.example/");
    fetch.head(head(200, "Content-Encoding: " + coding));
    for (byte[] piece : pieces) {
      if (fetch.body(ByteBuffer.wrap(piece)) instanceof Done done) {
        return done;
      }
    }
    return fetch.end();
  }

  private static Stream<Arguments> nothings() {
    byte[] nothing = gzip("");
    String members = new String(nothing, ISO_8859_1).repeat((1 << 20) / nothing.length);
    return Stream.of(
        arguments("gzip, gzip", gzip(members)),
        arguments("gzip", members.getBytes(ISO_8859_1)),
        arguments("gzip", joined(nothing, new byte[1 << 20])),
        arguments("gzip", new GzipMember("").name("x".repeat(1 << 20)).bytes()));
  }

  /// A megabyte, or what becomes one between two codings, that decodes to nothing.
  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("nothings")
  void r26_whatDecodesToNothingIsBoundedToo(String codings, byte[] coded) {
    UrlFetch fetch =
        started("http://a.example/", FetchOptions.builder().maxBodyBytes(1_000).build());
    fetch.head(head(200, "Content-Encoding: " + codings));

    Failed failed = failed(fetch.body(ByteBuffer.wrap(coded)));
    assertThat(failed.kind()).isEqualTo(TOO_LARGE);
    assertThat(failed.detail()).isEqualTo("coded body is over 66536 bytes"); // 64 KiB more
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] gzip(String text) {
    return new GzipMember(text).bytes();
  }

  private static byte[] deflate(String text, boolean raw) {
    return GzipMember.deflated(text.getBytes(ISO_8859_1), raw);
  }

  private static byte[] changed(byte[] bytes, int at, int to) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) to;
    return changed;
  }

  private static void assertUndecodable(Step step, String detail) {
    Failed failed = failed(step);
    assertThat(failed.kind()).isEqualTo(UNDECODABLE);
    assertThat(failed.detail()).startsWith(detail);
  }

  static Stream<Arguments> codedTexts() {
    return Stream.of(
        arguments("gzip", gzip(TEXT)),
        arguments("x-gzip", gzip(TEXT)),
        arguments("GZip", gzip(TEXT)),
        arguments("gzip", joined(gzip("to be, or not"), gzip(""), gzip(TEXT.substring(13)))),
        arguments("gzip", new GzipMember(TEXT).extra(0).bytes()),
        arguments("gzip", new GzipMember(TEXT).extra(300).bytes()),
        arguments("gzip", new GzipMember(TEXT).name("").bytes()),
        arguments("gzip", new GzipMember(TEXT).name("hamlet.txt").bytes()),
        arguments("gzip", new GzipMember(TEXT).comment("a comment").bytes()),
        arguments("gzip", new GzipMember(TEXT).headerCrc().bytes()),
        arguments("gzip", new GzipMember(TEXT).flags(1).bytes()), // FTEXT: a hint and no more
        arguments("gzip", joined(gzip(TEXT), new byte[1])), // padding
        arguments("gzip", joined(gzip(TEXT), gzip(""), new byte[300])),
        arguments("gzip", new GzipMember(TEXT).extra(3).name("n").comment("c").headerCrc().bytes()),
        arguments(
            "gzip",
            joined(
                new GzipMember(TEXT.substring(0, 9)).extra(2).comment("c").bytes(),
                new GzipMember(TEXT.substring(9)).name("n").headerCrc().bytes())),
        arguments("deflate", deflate(TEXT, false)),
        arguments("deflate", deflate(TEXT, true)),
        arguments("identity", TEXT.getBytes(ISO_8859_1)),
        arguments("gzip, identity", gzip(TEXT)),
        arguments("none", TEXT.getBytes(ISO_8859_1)),
        arguments("None, gzip, UTF-8, ISO-8859-1", gzip(TEXT)),
        arguments(
            "deflate, gzip, deflate",
            GzipMember.deflated(new GzipMember(deflate(TEXT, true)).bytes(), false)));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("codedTexts")
  void r27_aCodedBodyIsDecoded(String coding, byte[] coded) {
    assertThat(fetched(told(coding, coded)).text()).isEqualTo(TEXT);
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("codedTexts")
  void r27_cutAtAnyByteItIsTheSame(String coding, byte[] coded) {
    for (int cut = 0; cut <= coded.length; cut++) {
      byte[] left = Arrays.copyOfRange(coded, 0, cut);
      byte[] right = Arrays.copyOfRange(coded, cut, coded.length);

      assertThat(fetched(told(coding, left, right)).text()).as("cut at %d", cut).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("codedTexts")
  void r27_cutAtEveryByteItIsTheSame(String coding, byte[] coded) {
    byte[][] single = new byte[coded.length][];
    Arrays.setAll(single, i -> new byte[] {coded[i]});

    assertThat(fetched(told(coding, single)).text()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 16384, 100_000})
  void r27_theEndIsFoundHoweverItFallsOnTheDecodersBuffer(int size) {
    byte[] data = new byte[size];
    new Random(1).nextBytes(data);
    Arrays.fill(data, 0, size / 2, (byte) 'a'); // half of it packs well, half not at all

    assertThat(fetched(told("gzip", new GzipMember(data).bytes())).body()).isEqualTo(data);
    assertThat(fetched(told("deflate", GzipMember.deflated(data, false))).body()).isEqualTo(data);
    assertThat(fetched(told("deflate", GzipMember.deflated(data, true))).body()).isEqualTo(data);
  }

  @Test
  void r27_aPieceInTheMiddleOfABufferIsReadFromItsPosition() {
    byte[] coded = gzip(TEXT);
    ByteBuffer piece = ByteBuffer.allocateDirect(coded.length + 9);
    piece.position(4).put(coded).limit(4 + coded.length).position(4);
    UrlFetch fetch = started("http://a.example/");
    fetch.head(head(200, "Content-Encoding: gzip"));
    fetch.body(piece.asReadOnlyBuffer());

    assertThat(fetched(fetch.end()).text()).isEqualTo(TEXT);
  }

  static Stream<Arguments> singleStreams() {
    return Stream.of(
        arguments("gzip", gzip(TEXT)),
        arguments("gzip", new GzipMember(TEXT).extra(3).name("n").comment("c").headerCrc().bytes()),
        arguments("deflate", deflate(TEXT, false)),
        arguments("deflate", deflate(TEXT, true)));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("singleStreams")
  void r27_cutShortAnywhereItIsUndecodable(String coding, byte[] coded) {
    for (int length = 1; length < coded.length; length++) {
      Step step = told(coding, Arrays.copyOf(coded, length));

      assertThat(failed(step).kind()).as("after %d bytes", length).isEqualTo(UNDECODABLE);
      assertThat(failed(step).detail()).endsWith("cut short");
    }
  }

  @Test
  void r27_aSecondMemberCutShortIsUndecodable() {
    assertUndecodable(told("gzip", gzip(TEXT), new byte[] {0x1f}), "gzip data cut short");
  }

  @Test
  void r27_aWrongChecksumIsUndecodable() {
    assertUndecodable(
        told("gzip", new GzipMember(TEXT).wrongCrc().bytes()), "gzip checksum or length is wrong");
  }

  @Test
  void r27_aWrongLengthIsUndecodable() {
    assertUndecodable(
        told("gzip", new GzipMember(TEXT).wrongLength().bytes()),
        "gzip checksum or length is wrong");
  }

  @Test
  void r27_aWrongChecksumInASecondMemberIsUndecodable() {
    assertUndecodable(
        told("gzip", gzip(TEXT), new GzipMember(TEXT).wrongCrc().bytes()),
        "gzip checksum or length is wrong");
  }

  static Stream<byte[]> wrongHeaderChecksums() {
    byte[] right = new GzipMember(TEXT).extra(3).name("n").comment("c").headerCrc().bytes();
    return Stream.of(
        new GzipMember(TEXT).wrongHeaderCrc().bytes(),
        joined(gzip(TEXT), new GzipMember(TEXT).wrongHeaderCrc().bytes()),
        changed(right, 4, 0), // the time
        changed(right, 12, 1), // the extra field
        changed(right, 15, 'm'),
        changed(right, 17, 'd'),
        changed(right, 19, right[19] + 1)); // the checksum itself
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("wrongHeaderChecksums")
  void r27_aWrongChecksumOfAHeaderIsUndecodable(byte[] coded) {
    byte[][] single = new byte[coded.length][];
    Arrays.setAll(single, i -> new byte[] {coded[i]});

    assertUndecodable(told("gzip", coded), "gzip header's checksum is wrong");
    assertUndecodable(told("gzip", single), "gzip header's checksum is wrong");
  }

  static Stream<byte[]> noGzipHeaders() {
    return Stream.of(
        changed(gzip(TEXT), 0, 0x1e),
        changed(gzip(TEXT), 1, 0x8a),
        new GzipMember(TEXT).method(7).bytes(),
        new GzipMember(TEXT).flags(0x20).bytes(),
        new GzipMember(TEXT).flags(0x40).bytes(),
        new GzipMember(TEXT).flags(0x80).bytes(),
        deflate(TEXT, false),
        TEXT.getBytes(ISO_8859_1));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("noGzipHeaders")
  void r27_whatDoesNotBeginLikeGzipIsUndecodable(byte[] bytes) {
    assertUndecodable(told("gzip", bytes), "not a gzip header");
  }

  @Test
  void r27_garbageBehindGzipIsUndecodable() {
    assertUndecodable(told("gzip", gzip(TEXT), "0123456789".getBytes(ISO_8859_1)), "not a gzip");
  }

  @Test
  void r27_behindPaddingComesNothing() {
    byte[] padded = joined(gzip(TEXT), new byte[2]);

    assertUndecodable(told("gzip", padded, new byte[] {1}), "bytes after gzip's padding");
    assertUndecodable(told("gzip", padded, gzip(TEXT)), "bytes after gzip's padding");
  }

  @Test
  void r27_paddingAloneIsNoGzip() {
    assertUndecodable(told("gzip", new byte[9]), "gzip data cut short");
    assertUndecodable(told("gzip", new byte[10]), "not a gzip header");
  }

  @Test
  void r27_aLittleGarbageBehindGzipIsUndecodable() {
    assertUndecodable(told("gzip", joined(gzip(TEXT), new byte[] {1})), "gzip data cut short");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void r27_garbageBehindDeflateIsUndecodable(boolean raw) {
    byte[] coded = deflate(TEXT, raw);

    assertUndecodable(told("deflate", joined(coded, new byte[1])), "bytes after the deflate data");
    assertUndecodable(told("deflate", coded, new byte[1]), "bytes after the deflate data");
  }

  @Test
  void r27_damagedDataIsUndecodable() {
    assertUndecodable(told("gzip", changed(gzip(TEXT), 10, 0xff)), "damaged deflate data: invalid");
  }

  @Test
  void r27_aWrongChecksumOfZlibIsUndecodable() {
    byte[] coded = deflate(TEXT, false);
    int last = coded.length - 1;

    assertUndecodable(
        told("deflate", changed(coded, last, coded[last] + 1)), "damaged deflate data");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x789d, 0x7785, 0x881c}) // check value, method, window
  void r27_aBadHeaderOfZlibIsUndecodable(int header) {
    byte[] coded = deflate(TEXT, false);

    assertUndecodable(
        told("deflate", changed(changed(coded, 0, header >> 8), 1, header)),
        "damaged deflate data");
  }

  @Test
  void r27_zlibThatNeedsADictionaryIsUndecodable() {
    byte[] coded = new byte[100];
    int length;
    try (Deflater deflater = new Deflater()) {
      deflater.setDictionary("to be".getBytes(ISO_8859_1));
      deflater.setInput(TEXT.getBytes(ISO_8859_1));
      deflater.finish();
      length = deflater.deflate(coded);
    }

    assertUndecodable(
        told("deflate", Arrays.copyOf(coded, length)), "deflate data needs a dictionary");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x78, 0x58, 0x18})
  void r27_zlibIsKnownByItsMethodAndCheckValueTogether(int method) {
    byte[] rawStream = deflate(TEXT, true);
    byte[] wrapped = deflate(TEXT, false);
    int check = 31 - (method << 8) % 31;

    assertThat(fetched(told("deflate", changed(changed(wrapped, 0, method), 1, check))).text())
        .isEqualTo(TEXT);
    assertThat(fetched(told("deflate", rawStream)).text()).isEqualTo(TEXT);
  }

  @Test
  void r28_anUnknownCodingIsUndecodable() {
    assertUndecodable(told("br", new byte[1]), "unknown content coding \"br\"");
  }

  @Test
  void r28_anUnknownCodingBelowAKnownOneIsUndecodable() {
    assertUndecodable(told("gzip, zstd", gzip("x")), "unknown content coding \"zstd\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-16", "nones", "no", "\"none\"", "none;q=1", "utf8", "text/html"})
  void r28_otherWordsAreUnknown(String coding) {
    assertUndecodable(told(coding, new byte[1]), "unknown content coding");
  }

  @Test
  void r28_fiveStackedCodingsAreUndone() {
    byte[] coded = TEXT.getBytes(ISO_8859_1);
    for (int i = 0; i < 5; i++) {
      coded = new GzipMember(coded).bytes();
    }

    assertThat(fetched(told("gzip, gzip, gzip, gzip, gzip", coded)).text()).isEqualTo(TEXT);
  }

  @Test
  void r28_sixStackedCodingsAreUndecodable() {
    assertUndecodable(
        told("gzip, gzip, gzip, gzip, gzip, gzip", new byte[1]), "over 5 content codings");
  }

  @Test
  void r28_codingsOnSeveralLinesAreStackedInTheirOrder() {
    UrlFetch fetch = started("http://a.example/");
    fetch.head(head(200, "Content-Encoding: deflate", "Content-Encoding: gzip"));
    fetch.body(ByteBuffer.wrap(new GzipMember(deflate(TEXT, false)).bytes()));

    assertThat(fetched(fetch.end()).text()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip", "deflate", "a, b, c, d, e, f"})
  void r28_aCodingNamedOnAnEmptyBodyIsFine(String coding) {
    assertThat(fetched(told(coding, new byte[0])).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void r28_aCodingAppliedToNothingIsFine(String inner) {
    assertThat(fetched(told(inner + ", gzip", gzip(""))).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void r28_aCodingOnAResponseWithoutBodyIsFine(String coding) {
    UrlFetch fetch = started("http://a.example/");

    assertThat(fetched(fetch.head(head(204, "Content-Encoding: " + coding))).body()).isEmpty();
  }

  /// Notes what reaches the end of a chain of decoders.
  private static final class LastSink implements BodySink {
    int ended;
    int released;

    @Override
    public void accept(ByteBuffer piece) {
      piece.position(piece.limit());
    }

    @Override
    public void end() {
      ended++;
    }

    @Override
    public void release() {
      released++;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "deflate, gzip"})
  void whatIsReleasedLetsGoOfItsInflaterAndReleasesTheNext(String coding) throws FetchException {
    LastSink last = new LastSink();
    ContentCodings codings =
        new ContentCodings(Dialogue.headers("Content-Encoding: " + coding), last, 1_000);
    byte[] coded = coding.endsWith("gzip") ? gzip(TEXT) : deflate(TEXT, false);
    codings.accept(ByteBuffer.wrap(coded, 0, 15));
    codings.release();

    assertThat(last.released).isEqualTo(1);
    assertThatThrownBy(() -> codings.accept(ByteBuffer.wrap(coded, 15, 1)))
        .hasMessageContaining("Inflater has been closed");
  }

  @Test
  void aBodyThatIsReleasedLetsGoOfItsInflater() throws FetchException {
    byte[] coded = gzip(TEXT);
    ResponseBody body =
        new ResponseBody(
            new Framing.UntilClose(),
            Dialogue.headers("Content-Encoding: gzip"),
            new BoundedBody(1_000),
            1_000);
    body.accept(ByteBuffer.wrap(coded, 0, 15));
    body.release();

    assertThatThrownBy(() -> body.accept(ByteBuffer.wrap(coded, 15, 1)))
        .hasMessageContaining("Inflater has been closed");
  }

  @Test
  void aDecoderThatGotNothingCanBeReleased() {
    LastSink last = new LastSink();
    new DeflateDecoder(last).release();

    assertThat(last.released).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "deflate"})
  void theEndIsPassedOn(String coding) throws FetchException {
    LastSink last = new LastSink();
    ContentCodings codings =
        new ContentCodings(Dialogue.headers("Content-Encoding: " + coding), last, 1_000);
    codings.accept(
        switch (coding) {
          case "gzip" -> ByteBuffer.wrap(gzip(TEXT));
          case "deflate" -> ByteBuffer.wrap(deflate(TEXT, false));
          default -> piece(TEXT);
        });
    codings.end();

    assertThat(last.ended).isEqualTo(1);
  }

  @Test
  void onlyWithoutCodingsAreTheBytesTheBodyItself() {
    List<String> none =
        List.of(
            "A: b",
            "Content-Encoding: ",
            "Content-Encoding: ,",
            "Content-Encoding: Identity",
            "Content-Encoding: none, utf-8",
            "Content-Encoding: UTF-8");

    assertThat(none)
        .allMatch(
            field -> new ContentCodings(Dialogue.headers(field), new LastSink(), 1_000).none());
    assertThat(
            new ContentCodings(Dialogue.headers("Content-Encoding: gzip"), new LastSink(), 1_000)
                .none())
        .isFalse();
  }
}
