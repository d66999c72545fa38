package io.lakegate.sandbox.files;

import io.vertx.core.buffer.Buffer;

/** The bytes of a file: small ones in memory, large ones in a temporary file. */
sealed interface Content {

  /** Returns how many bytes there are. */
  long size();

  /** Bytes in memory. */
  record InMemory(Buffer bytes) implements Content {
    @Override
    public long size() {
      return bytes.length();
    }
  }

  /** Bytes in a temporary file of the store. */
  record Spilled(String path, long size) implements Content {}
}
