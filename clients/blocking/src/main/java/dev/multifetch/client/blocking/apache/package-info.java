/// GETs over Apache HttpClient 5: its connections and its codec, without its execution chain.
@NullMarked
package dev.multifetch.client.blocking.apache;

import org.jspecify.annotations.NullMarked;
