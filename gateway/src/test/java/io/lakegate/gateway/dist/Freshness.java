package io.lakegate.gateway.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether a dist is still what was put together and trained. The virtual machine does not: it
 * runs the code of the cache though a jar has changed.
 */
final class Freshness {

  private Freshness() {}

  /** One line for each file that is not as it was, or not as old as it must be. */
  static List<String> problems(Path dist) throws IOException {
    List<String> problems = new ArrayList<>();
    Map<String, String> listed = listed(dist);
    Map<String, String> present = HashList.of(dist);
    present.forEach(
        (name, hash) -> {
          String expected = listed.remove(name);
          if (expected == null) {
            problems.add(name + ": not listed");
          } else if (!expected.equals(hash)) {
            problems.add(name + ": changed");
          }
        });
    listed.keySet().forEach(name -> problems.add(name + ": missing"));
    Path cache = dist.resolve("lib/lakegate.aot");
    if (Files.exists(cache)) {
      problems.addAll(newer(dist, Files.getLastModifiedTime(cache)));
    }
    return problems;
  }

  private static Map<String, String> listed(Path dist) throws IOException {
    Map<String, String> listed = new TreeMap<>();
    for (String line : Files.readAllLines(dist.resolve(HashList.NAME))) {
      String[] hashAndName = line.split(" {2}", 2);
      listed.put(hashAndName[1], hashAndName[0]);
    }
    return listed;
  }

  private static List<String> newer(Path dist, FileTime training) throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path file : Trees.files(dist.resolve("lib"))) {
      if (!file.toString().endsWith(".jar")) {
        continue;
      }
      FileTime time = Files.getLastModifiedTime(file);
      if (time.compareTo(training) > 0) {
        problems.add(dist.relativize(file) + ": newer than its training");
      }
      if (!time.toInstant().truncatedTo(ChronoUnit.SECONDS).equals(time.toInstant())) {
        problems.add(dist.relativize(file) + ": its time has a fraction of a second");
      }
    }
    return problems;
  }
}
