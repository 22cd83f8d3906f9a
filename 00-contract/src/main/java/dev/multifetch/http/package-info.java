/// HTTP, decided once: what one URL needs next, without sockets, clocks or threads.
///
/// A model drives one [dev.multifetch.http.UrlFetch] per URL and never decides anything about HTTP
/// itself, so that two models differ in who waits where and in nothing else.
@NullMarked
package dev.multifetch.http;

import org.jspecify.annotations.NullMarked;
