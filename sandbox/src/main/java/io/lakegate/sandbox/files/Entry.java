package io.lakegate.sandbox.files;

import java.time.Instant;

/** What stands at a path. */
sealed interface Entry {

  /** Returns when it was last changed. */
  Instant modified();

  /** A file. */
  record File(Content content, Instant modified) implements Entry {}

  /** A directory. */
  record Directory(Instant modified) implements Entry {}
}
