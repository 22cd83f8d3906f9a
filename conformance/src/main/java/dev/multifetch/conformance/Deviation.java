package dev.multifetch.conformance;

import java.util.List;

/// A test that a variant is known to fail, because of its library and not because of the model.
///
/// @param test the name of the test method
/// @param reason what the library does instead
public record Deviation(String test, String reason) {

  /// What OkHttp itself decides about a URL and a response, in every model.
  public static final List<Deviation> OF_OKHTTP =
      List.of(
          new Deviation(
              "r13_dotSegmentsAndQuotesGoAsGiven",
              "HttpUrl resolves dot segments and encodes quotes"),
          new Deviation(
              "r15_interimResponsesWithoutEndAreMalformed",
              "interim responses are skipped without a bound"),
          new Deviation("r16_aHigherMinorVersionIsTaken", "HTTP/1.2 is refused"),
          new Deviation("r16_theProtocolOfShoutcastIsMalformed", "ICY is taken for HTTP/1.0"),
          new Deviation(
              "r17_aHeadWithoutEndIsTooLarge",
              "stops at 256 KiB of its own, and says that the connection ended"),
          new Deviation(
              "r17_aFieldWithoutEndIsTooLarge",
              "stops at 256 KiB of its own, and says that the connection ended"),
          new Deviation("r18_valuesAreLatin1", "values are UTF-8, and what is not is lost"),
          new Deviation(
              "r18_aFoldedLineIsOneWithASpace",
              "a folded line is taken for a field without a name"),
          new Deviation(
              "r18_aControlCharacterAroundAValueIsMalformed",
              "control characters around a value are dropped with the spaces"),
          new Deviation(
              "r18_aControlCharacterInTheStatusLineIsMalformed",
              "the reason phrase is not looked at"),
          new Deviation(
              "r20_bytesBehindTheBodyDropTheConnection",
              "what was read ahead is taken for the next response"),
          new Deviation(
              "r20_bytesBehindALargeBodyDropTheConnection",
              "what the kernel holds is taken for the next response"),
          new Deviation(
              "r20_bytesBehindALargeBodyOverTlsDropTheConnection",
              "what was read ahead is taken for the next response"),
          new Deviation(
              "r20_bytesBehindAFullBufferDropTheConnection",
              "what the kernel holds is taken for the next response"),
          new Deviation(
              "r21_aChunkLongerThanItsSizeIsMalformed",
              "whatever follows a chunk on its line is dropped"),
          new Deviation(
              "r18_norMayItStandInAnInterimHead",
              "the fields of interim responses are not looked at"),
          new Deviation(
              "r21_aDoubtfulChunkSizeIsMalformed",
              "control characters behind a size are dropped with the blanks"),
          new Deviation(
              "r21_aChunkLargerThanAnyBodyIsTooLarge",
              "up to 2^63 its data is awaited, and from there on its size is no number"),
          new Deviation(
              "r21_chunksHaveLineEndsOfTwoBytes", "a bare LF ends a line among the chunks"),
          new Deviation("r21_aTrailerIsAField", "trailers are not looked at"),
          new Deviation(
              "r22_chunkedMayStandInAList", "a list is taken for an unknown transfer coding"),
          new Deviation(
              "r22_aTransferCodingInDisguiseIsMalformed",
              "control characters around a value are dropped with the spaces"),
          new Deviation(
              "r24_whatA204SaysOfABodyIsNotAwaited", "a 204 with a Content-Length is refused"),
          new Deviation(
              "r42_norIsOneOverTls", "a TLS connection that is reused is not looked at before"),
          new Deviation(
              "r68_aBodyAllTheSameDropsTheConnection",
              "what was read ahead is taken for the next response"));
}
