/// The same fetching on several machines. Hazelcast brings members together and sends each URL to
/// the member that owns its host; a model fetches there.
@NullMarked
package dev.multifetch.cluster;

import org.jspecify.annotations.NullMarked;
