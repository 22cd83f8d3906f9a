/// `multifetch origin`: a server for trying clients, which misbehaves on request.
@NullMarked
package dev.multifetch.cli.origin;

import org.jspecify.annotations.NullMarked;
