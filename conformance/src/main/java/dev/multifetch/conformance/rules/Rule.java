package dev.multifetch.conformance.rules;

import java.util.Locale;
import java.util.Optional;

/// The rules of the contract. An id is permanent: it never changes, and is never used again.
public enum Rule {
  R01(
      true,
      "N URLs give exactly N outcomes, one for each place in the list even if a URL stands there twice; fetchAll returns them in the order of the list; an empty batch touches no network",
      "A caller who hands over a list must be able to account for every line of it."),
  R02(
      true,
      "Every fault is a Failed, and the same fault has the same kind in every model; nothing a server sends escapes as an exception",
      "A caller handles outcomes; a server must not be able to choose an exception for it."),
  R03(
      true,
      "Outcomes are handed over on the calling thread, one at a time, as they become known",
      "A consumer needs no lock, and sees progress while the slow ones are still under way."),
  R04(
      true,
      "A consumer that throws ends the batch: what is at work is aborted, the exception reaches the caller, and the fetcher stays usable",
      "The caller's error is the caller's to see, and must not leave work behind."),
  R05(
      true,
      "In a batch of 10,000 URLs the server never sees more than maxInFlight at once, and a slow consumer holds back new fetches",
      "Memory and load are bounded by what was asked for, not by the length of the list."),
  R06(
      true,
      "The model is concurrent in fact: a server can hold as many requests as the model promises until all are there",
      "A model that only seems concurrent would be fast against a fast server and fail its purpose."),
  R07(
      true,
      "One fetcher serves several calls, one after another and at once from several threads",
      "Connections are worth sharing; a fetcher is not a one-way street."),
  R08(
      true,
      "A URL with a scheme other than http or https, no host, a port outside 1 to 65535 or userinfo is INVALID_URL, and no socket is opened",
      "What cannot be fetched as written is said at once, and nothing leaks."),
  R09(
      true,
      "A refused connection is CONNECT_FAILED at once; one that is never answered is TIMED_OUT within connectTimeout",
      "A dead host costs what the caller agreed to, not what the kernel does."),
  R10(
      true,
      "A host is looked up as it is written; one without an address is UNKNOWN_HOST; a temporary failure is called so and not kept; a lookup that hangs counts in the timeout and holds up no other host",
      "A typo in a name is told apart from a server that is down, and a name server that is down stops nobody but those who ask it."),
  R11(
      false,
      "An address that refuses or is silent gives way to the next, inside the same budget; the connections that are not used are closed at once",
      "Hosts with several addresses are common, and one of them, or all of IPv6, may be down."),
  R12(
      false,
      "An IPv6 literal has its brackets in the Host field; a zone id is refused",
      "Literal addresses are URLs too, and a zone means nothing to the server."),
  R13(
      true,
      "Every model sends the same request bytes: path and query as given, no fragment, an empty path as \"/\", no ambient cookies, credentials or proxy; header values with line breaks are refused when options are built",
      "Otherwise two models would not be asked the same question by the same server."),
  R14(
      true,
      "A connection that ends before a byte of response or inside the head is CONNECTION_LOST",
      "Half a head may lack the very field that changes its meaning."),
  R15(
      true,
      "Interim responses are skipped, up to a bound; a 101 that nobody asked for is MALFORMED_RESPONSE",
      "103 Early Hints is in real use; an endless stream of it is an attack."),
  R16(
      false,
      "A status line that cannot be read, HTTP/0.9, or a code outside 100 to 599 is MALFORMED_RESPONSE; a missing reason phrase is fine",
      "Guessing what a server meant is how responses get mixed up."),
  R17(
      true,
      "A head over maxHeadBytes is TOO_LARGE",
      "A head is held in memory before anybody can decide to refuse it."),
  R18(
      false,
      "Header names match in any case, duplicates keep their order, empty values are kept, a folded line is one with a space; a line without a colon, a name that is no token, or a control character such as NUL or a bare CR is MALFORMED_RESPONSE, in trailers as well; bare LF ends a line",
      "Fields are data that callers read; what is doubtful about them must not pass silently."),
  R19(
      true,
      "A body shorter than its Content-Length, or without its last chunk, is CONNECTION_LOST",
      "A file cut short that passes for whole is the worst answer of all."),
  R20(
      true,
      "Bytes after the body leave the result as it is, but the connection is dropped, so that they are not taken for the next response",
      "Response splitting starts with bytes that nobody asked for."),
  R21(
      true,
      "A chunk size that is bad or negative is MALFORMED_RESPONSE; one that no body may have is TOO_LARGE; blanks after it, chunk extensions and trailers are fine",
      "A body whose length is uncertain has an uncertain end."),
  R22(
      false,
      "Transfer-Encoding beside Content-Length, differing or unreadable lengths, and unknown transfer codings are MALFORMED_RESPONSE; equal repeated lengths are one; identity alone is no coding",
      "Two readers that frame a message differently can be played against each other."),
  R23(
      true,
      "A body without framing ends at a clean end of the connection; a reset is CONNECTION_LOST",
      "The end of the connection is then the only sign that all is there."),
  R24(
      true,
      "204 and 304 have no body, whatever their fields say; after HTTP/1.0 or Connection: close, in any case or list, the connection is not reused",
      "Waiting for a body that never comes hangs; reusing what the server gave up loses a request."),
  R25(
      true,
      "maxBodyBytes counts decoded bytes: as many pass, one more is TOO_LARGE; a larger Content-Length fails before the body is read, and over the limit the exchange is aborted, not drained",
      "A limit that costs the full download is no limit."),
  R26(
      true,
      "A gzip bomb stops at the limit, and memory stays near it",
      "A thousandfold expansion must not reach the heap."),
  R27(
      true,
      "gzip may have several members and optional header fields and come in pieces of any size; data cut short or with a wrong header, checksum or length is UNDECODABLE; NULs after gzip are padding; deflate may be zlib or raw",
      "That is what servers send; the checksum is there to be checked."),
  R28(
      false,
      "An unknown content coding, or over five stacked, is UNDECODABLE; a coding named on an empty body is fine; identity, none, utf-8 and iso-8859-1 are no codings",
      "Bytes in a coding that the caller did not ask for are not the body."),
  R29(
      true,
      "301, 302, 303, 307 and 308 are followed up to exactly maxRedirects; one more, or a loop, is REDIRECT_REFUSED; with 0 the redirect itself is the answer",
      "Off by one here means a page lost or a loop run."),
  R30(
      true,
      "Without a Location, or with a blank one, the redirect itself is the answer; relative ones, //, ?, ../, spaces and UTF-8 resolve, the fragment is not sent; two different Locations are MALFORMED_RESPONSE",
      "Servers send all of these, and users expect what their browser does."),
  R31(
      true,
      "A redirect to another scheme than http(s), from https to http, or with userinfo is REDIRECT_REFUSED, and nothing is sent",
      "A server must not choose where a client's traffic becomes readable."),
  R32(
      true,
      "Authorization, Cookie and Proxy-Authorization are dropped when a redirect changes scheme, host or port, and stay dropped",
      "Credentials belong to the origin they were given for."),
  R33(false, "The body of a redirect is not read without bound", "It is of no use to anybody."),
  R34(
      true,
      "timeout is wall time for one attempt at a URL, from the start of its work to the last byte, over all redirects and what is silently sent once more; a byte now and then does not extend it",
      "An idle time-out never ends a server that drips."),
  R35(
      true,
      "deadline ends a batch: finished outcomes stand, the rest are DEADLINE, and the call returns within 250 ms of it",
      "A caller with a deadline of its own must be able to keep it."),
  R36(
      true,
      "An interrupt of the calling thread is an InterruptedException within 250 ms (blocking: when its current exchange ends), what is at work is aborted, and the fetcher stays usable",
      "Interruption is how Java says stop."),
  R37(
      true,
      "close() during a fetch makes what is unfinished CANCELLED, and the call returns; closing again does nothing; using a closed fetcher is an IllegalStateException",
      "Shutting down must not hang on a slow server, nor lose an outcome."),
  R38(
      true,
      "Time-out, close, interrupt and a consumer's failure all close the connection, and the server sees it within a second",
      "Giving up is worth little if the server goes on working."),
  R39(
      false,
      "No late exception appears on any thread; huge durations do not overflow",
      "What nobody can catch gets logged at best."),
  R40(
      true,
      "Sequential GETs to an origin share one connection; one that was aborted or half read is never reused",
      "A handshake for each request would be what is measured; a half-read one answers the wrong question."),
  R41(
      true,
      "A request that meets a connection closed by the server is sent once more, silently, only if the connection had served before and no byte of response came; in every other case the server sees each request exactly once",
      "Keep-alive races are nobody's fault; any other repetition is a decision for the caller."),
  R42(
      false,
      "A 408 that a server sends on an idle connection is not the next response; what it sends on a new connection before the request has come is the answer",
      "What comes when no request is under way answers none; an answer that is too early cannot be told from a fast one."),
  R43(
      true,
      "After failures of every kind, threads, sockets and permits are back where they were, and full concurrency is still there",
      "A leak of one in a thousand stops a crawl overnight."),
  R44(
      true,
      "After close no thread, no socket and no buffer is left",
      "A library must be able to leave."),
  R45(
      false,
      "Running out of file descriptors gives outcomes, then recovery; an OutOfMemoryError in one exchange is its own INTERNAL and the rest go on; an Error that a consumer throws is the caller's",
      "Resources do run out, and other URLs are not to blame."),
  R46(
      true,
      "A certificate for another host, expired, not yet valid, for another use than TLS servers, self-signed or of an unknown authority is TLS_FAILED, and no byte of HTTP is sent; only alternative names count, as RFC 9525 has it; host, dates and use count too for a server's certificate that is itself trusted; the dates of a trusted authority do not count; SNI is sent for names and not for IP addresses",
      "Encryption to an unknown party protects nothing."),
  R47(
      false,
      "TLS before 1.2, plain text on a TLS port and a handshake that is cut are TLS_FAILED; a stalled handshake is TIMED_OUT within the budget; every cipher suite that the JDK enables will do; TLS messages after the handshake, such as a renegotiation, a key update or a ticket, change nothing for an exchange",
      "A handshake is an exchange like any other: it can fail, and it can hang."),
  R48(
      false,
      "Over TLS an unframed body that ends without close_notify is CONNECTION_LOST",
      "Anyone on the path can forge the end of a TCP connection."),
  R49(
      false,
      "At most perOrigin URLs are at work at one origin at any moment, those that a redirect led there among them, and never more than maxInFlight in all",
      "A list has many servers, and each may be asked only so much."),
  R50(
      false,
      "After the work on a URL has ended at an origin, or has gone on at another, none begins there for delay; between the beginnings of two URLs is at least interval",
      "A pause that counts from a beginning is none where a server is slow."),
  R51(
      false,
      "Where origins have limits or URLs are tried again, an origin that says 429 or 503 is left alone for what its Retry-After says, seconds or a date, at most longestPause; where it names no time, for a time that doubles with each attempt and is in part random",
      "A server that says it is busy knows best; and URLs that failed together must not come back together."),
  R52(
      false,
      "A URL that met 429, 503 or a fault of its connection is tried again, at most attempts times in all and within retryTime, each time with a timeout of its own, and meanwhile takes no place among those in flight; it has one outcome, that of its last attempt, which says how many there were; any other outcome stands",
      "A fault that passes should not cost a URL, and none may be asked for without end."),
  R53(
      false,
      "An origin that is slow, silent or may not begin holds up no other, whatever the order of the list, and what is read ahead for it takes bounded memory",
      "Lists are sorted by host more often than not."),
  R54(
      false,
      "A list that has no URL at present holds up nothing: a URL that comes begins as soon as it may, and outcomes are handed over meanwhile",
      "A user who types URLs, or pipes them from a slow program, sees each result as soon as it is there."),
  R55(
      false,
      "A deadline, close() or an interrupt ends URLs that wait for an origin, a pause or a retry at once, without a request",
      "A pause of minutes must not outlive the caller's wish to stop."),
  R56(
      false,
      "A body goes where the caller says, as it comes: to memory, to a file, to a writer of the caller's or nowhere; a file has its name when it is whole and not before, and what fails leaves nothing behind",
      "Not every body fits into memory, and half a file under its name is taken for a whole one."),
  R57(
      false,
      "A writer that waits stops the server of its own body and holds up no other URL, and what a body needs in memory on its way is bounded whatever its size",
      "A disk is slower than a network, and somebody has to wait for it, but not the thread that reads for all."),
  R58(
      false,
      "A writer that throws, such as on a full disk, fails its own URL as WRITE_FAILED; a time-out, a deadline and close() abort one that waits, and what it has written goes",
      "A disk fails like a server does, and one URL is no reason to lose the others."),
  R59(
      false,
      "A URL for which nothing comes for stallTimeout is TIMED_OUT, however much of its timeout is left; a wait for the caller's own writer does not count",
      "A long download may take its time, but not stand still."),
  R60(
      false,
      "Without decoding no coding is asked for, and a body is passed on as it was sent, whatever Content-Encoding says",
      "An archive that a server labels as gzip must stay an archive."),
  R61(
      false,
      "Through a proxy, an http URL is asked for as a whole, and an https URL inside a tunnel that CONNECT opens; the proxy looks up the host; which proxy, if any, is decided for each origin, after a redirect anew",
      "Many networks have no other way out, and in some only the proxy can look up a name outside."),
  R62(
      false,
      "Only the proxy gets its credentials: no origin sees them, inside a tunnel or on a direct connection",
      "The servers behind a proxy must not learn its password."),
  R63(
      false,
      "A proxy that cannot be reached, ends the connection, refuses a tunnel or asks for a password is PROXY_FAILED; one that gives no answer to CONNECT within connectTimeout is TIMED_OUT; one that says that it has no connection to the origin is CONNECT_FAILED; each names the proxy; the answer to CONNECT is bounded like any head",
      "If every URL fails, a user must know whether the servers are down or the one machine before all of them."),
  R64(
      false,
      "Sequential GETs to an origin behind a proxy share one connection or tunnel; a tunnel serves no other origin",
      "A tunnel costs one more round trip than a connection, so it is worth keeping."),
  R65(
      false,
      "Addresses that the caller gives for a host and a port are used instead of a lookup, for this port only; Host, SNI and certificate keep the name",
      "A server can be tried before its name leads to it."),
  R66(
      false,
      "Without verifying, a certificate need not be valid or name the host, and any is trusted unless the caller brings a context; with it, which is the default, R46 holds",
      "A machine in a laboratory has no good certificate, and its users know that."),
  R67(
      false,
      "Credentials for origins go to the origin that they are for, after a redirect as well, and to no other; an Authorization field of the caller counts before them",
      "A list has many servers, and each may have a password of its own."),
  R68(
      false,
      "With headOnly every request is a HEAD, after a redirect as well; its response has no body, whatever its fields say, and the connection serves again",
      "A list of downloads can be checked without the downloads.");

  private final boolean core;
  private final String must;
  private final String intent;

  Rule(boolean core, String must, String intent) {
    this.core = core;
    this.must = must;
    this.intent = intent;
  }

  /// Whether it is one of the core rules, without which a class is not a fetcher.
  public boolean core() {
    return core;
  }

  /// What must hold.
  public String must() {
    return must;
  }

  /// Why it must hold.
  public String intent() {
    return intent;
  }

  /// The rule that a test proves: its name begins with the rule's id.
  public static Optional<Rule> provenBy(String test) {
    for (Rule rule : values()) {
      if (test.startsWith(rule.name().toLowerCase(Locale.ROOT) + "_")) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
