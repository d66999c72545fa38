package io.lakegate.gateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars of the built dist are those that its cache was trained on. */
@DisabledIfSystemProperty(named = "dist.skip", matches = "true", disabledReason = "no dist built")
final class DistFreshnessIT {

  private static final Path DIST = Path.of("target/lakegate");
  private static final String JAR = "lib/picocli-";
  private static final String CACHE = "lib/lakegate.aot";

  @TempDir private Path directory;

  @Test
  void builtDist_unchanged_isFresh() throws IOException {
    assertThat(Freshness.problems(DIST)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void builtDist_changed_isReported(Change change) throws IOException {
    Path copy = directory.resolve("lakegate");
    Trees.copy(DIST, copy);
    Path jar = jar(copy);

    change.action().on(copy, jar);

    String name = copy.relativize(jar).toString();
    assertThat(Freshness.problems(copy)).contains(change.problem().replace("JAR", name));
  }

  static Change[] changes() {
    return new Change[] {
      new Change(
          "a jar got a later time",
          (dist, jar) -> Files.setLastModifiedTime(jar, afterTraining(dist)),
          "JAR: newer than its training"),
      new Change(
          "a jar was replaced under its old time",
          (dist, jar) -> {
            FileTime time = Files.getLastModifiedTime(jar);
            Files.write(jar, new byte[] {1, 2, 3});
            Files.setLastModifiedTime(jar, time);
          },
          "JAR: changed"),
      new Change(
          "a jar has a time that tar would cut",
          (dist, jar) -> Files.setLastModifiedTime(jar, FileTime.fromMillis(1_700_000_000_123L)),
          "JAR: its time has a fraction of a second"),
      new Change("a jar was removed", (dist, jar) -> Files.delete(jar), "JAR: missing"),
      new Change(
          "the cache was removed",
          (dist, jar) -> Files.delete(dist.resolve(CACHE)),
          CACHE + ": missing"),
      new Change(
          "a jar was added",
          (dist, jar) -> Files.copy(jar, dist.resolve("lib/other.jar")),
          "lib/other.jar: not listed"),
      new Change(
          "the launcher was edited",
          (dist, jar) -> Files.writeString(dist.resolve("bin/lakegate"), "#!/bin/sh\n"),
          "bin/lakegate: changed"),
    };
  }

  private static FileTime afterTraining(Path dist) throws IOException {
    FileTime training = Files.getLastModifiedTime(dist.resolve(CACHE));
    return FileTime.from(training.toInstant().plus(Duration.ofSeconds(1)));
  }

  private static Path jar(Path dist) throws IOException {
    return Trees.files(dist.resolve("lib")).stream()
        .filter(file -> dist.relativize(file).toString().startsWith(JAR))
        .findFirst()
        .orElseThrow();
  }

  record Change(String name, Action action, String problem) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Action {
    void on(Path dist, Path jar) throws IOException;
  }
}
