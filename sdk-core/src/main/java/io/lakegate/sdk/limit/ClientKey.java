package io.lakegate.sdk.limit;

import static java.util.Objects.requireNonNull;

/**
 * Whose turn it is in a queue: a client by its name, or, where it has none, one connection.
 *
 * @param name the client's name, empty for a connection
 * @param connection the connection's number, 0 for a named client
 */
public record ClientKey(String name, long connection) {

  /** Checks for a missing name. */
  public ClientKey {
    requireNonNull(name, "name");
  }

  /** A client that is known by name, however many connections it has. */
  public static ClientKey named(String name) {
    return new ClientKey(name, 0);
  }

  /** A client of which only the connection is known. */
  public static ClientKey connection(long number) {
    return new ClientKey("", number);
  }
}
