package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** The size of the dist by its parts. */
final class DistSize implements Scenario {

  private static final double BYTES_PER_MIB = 1024.0 * 1024.0;

  /** A file belongs to the first that it is in. */
  private static final List<String> PARTS =
      List.of("runtime", "lib/sandbox", "lib/lakegate.aot", "lib");

  private static final String REST = "all else";

  @Override
  public String name() {
    return "size";
  }

  @Override
  public List<Section> run(Options options, Path scratch) throws IOException {
    List<List<String>> rows =
        parts(options.dist()).entrySet().stream()
            .map(part -> List.of(part.getKey(), Samples.format(part.getValue() / BYTES_PER_MIB, 1)))
            .toList();
    return List.of(
        new Section("Size", "MiB of the files of the dist.", new Table(List.of("", "MiB"), rows)));
  }

  /** Bytes by part, and in all. */
  static SequencedMap<String, Long> parts(Path dist) throws IOException {
    SequencedMap<String, Long> bytes = new LinkedHashMap<>();
    PARTS.forEach(part -> bytes.put(part, 0L));
    List<Path> files;
    try (Stream<Path> tree = Files.walk(dist)) {
      files = tree.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      bytes.merge(part(dist.relativize(file)), Files.size(file), Long::sum);
    }
    bytes.put("total", bytes.values().stream().mapToLong(Long::longValue).sum());
    return bytes;
  }

  private static String part(Path file) {
    return PARTS.stream().filter(file::startsWith).findFirst().orElse(REST);
  }
}
