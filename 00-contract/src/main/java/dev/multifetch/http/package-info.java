/// Decides once for all models what HTTP asks for one URL, without sockets, clocks or threads.
///
/// A model drives one [dev.multifetch.http.UrlFetch] per URL and never decides anything about HTTP
/// itself, so that two models differ only in who waits where.
@NullMarked
package dev.multifetch.http;

import org.jspecify.annotations.NullMarked;
