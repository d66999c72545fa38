/**
 * The gateway: a local HTTP server that forwards REST calls to Databricks with the right
 * credentials. {@code Main} starts it, {@code Gateway} wires it by hand, {@code Pipeline} lists the
 * stages of an exchange.
 */
@NullMarked
package io.lakegate.gateway;

import org.jspecify.annotations.NullMarked;
