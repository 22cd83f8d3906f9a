/// GETs over OkHttp 5.
@NullMarked
package dev.multifetch.client.blocking.okhttp;

import org.jspecify.annotations.NullMarked;
