package dev.multifetch.conformance;

import java.util.List;

/// A test that a variant is known to fail, because of the library underneath and not of the model.
///
/// @param test the name of the test method
/// @param reason what the library does instead
public record Deviation(String test, String reason) {

  /// What OkHttp decides by itself about a URL and a response, whichever model runs it.
  public static final List<Deviation> OF_OKHTTP =
      List.of(
          new Deviation(
              "r13_dotSegmentsAndQuotesGoAsGiven",
              "HttpUrl resolves dot segments and encodes quotes"),
          new Deviation(
              "r15_interimResponsesWithoutEndAreMalformed",
              "interim responses are skipped without a bound"),
          new Deviation(
              "r17_aHeadWithoutEndIsTooLarge",
              "stops at 256 KiB of its own, and says that the connection ended"),
          new Deviation(
              "r17_aFieldWithoutEndIsTooLarge",
              "stops at 256 KiB of its own, and says that the connection ended"),
          new Deviation(
              "r20_bytesBehindTheBodyDropTheConnection",
              "what was read ahead is taken for the next response"),
          new Deviation(
              "r21_aChunkLongerThanItsSizeIsMalformed",
              "whatever follows a chunk on its line is dropped"),
          new Deviation(
              "r24_whatA204SaysOfABodyIsNotAwaited", "a 204 with a Content-Length is refused"),
          new Deviation(
              "r42_norIsOneOverTls", "a TLS connection that is reused is not looked at before"));
}
