package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One thing that is measured. It starts what it needs and leaves nothing running. */
interface Scenario {

  /** The name by which it is selected. */
  String name();

  /** The programs that it starts besides the one under test. */
  default List<Tools> tools() {
    return List.of();
  }

  /**
   * Measures.
   *
   * @param scratch an empty directory, deleted afterwards
   * @throws IOException if a program does not start, or does not do what it is asked
   */
  List<Section> run(Options options, Path scratch) throws IOException, InterruptedException;
}
