/// How `get` reaches a server: proxies, addresses, certificates, passwords.
@NullMarked
package dev.multifetch.cli.get.network;

import org.jspecify.annotations.NullMarked;
