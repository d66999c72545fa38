package io.lakegate.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.config.ConfigKey;
import io.lakegate.gateway.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StraightLineTest {

  private static final List<String> VALUES =
      List.of("1", "a,b", "true", "FALSE", "", "=", "serve", "config", "-1", "--", "x=y", "'q'");

  @Test
  void read_anyLine_isReadAsPicocliReadsItOrLeftToIt() {
    var random = new Random(20_260_101);
    var straight = 0;
    for (var i = 0; i < 3_000; i++) {
      var words = words(random);
      var read = StraightLine.read(words);
      if (read.isPresent()) {
        straight++;
        assertThat(picocli(words)).as("%s", words).isEqualTo(read);
      }
    }
    assertThat(straight).isGreaterThan(300);
  }

  private static List<String> words(Random random) {
    var words = new ArrayList<String>();
    if (random.nextInt(3) == 0) {
      words.add(List.of("serve", "demo", "config").get(random.nextInt(3)));
    }
    for (var left = random.nextInt(4); left > 0; left--) {
      var flag =
          random.nextInt(6) == 0
              ? List.of("--config", "--check", "--listn", "-h").get(random.nextInt(4))
              : ConfigKey.all().get(random.nextInt(ConfigKey.all().size())).flag();
      var value = random.nextInt(3) > 0 ? "v" : VALUES.get(random.nextInt(VALUES.size()));
      switch (random.nextInt(5)) {
        case 0, 1 -> words.add(flag + "=" + value);
        case 2, 3 -> words.addAll(List.of(flag, value));
        default -> words.add(flag);
      }
    }
    return words;
  }

  private static Optional<Invocation> picocli(List<String> words) {
    var sink = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var read = new ArrayList<Invocation>();
    var context =
        new CliContext(
            Environment.of(Map.of()),
            sink,
            sink,
            new RecordingServer(),
            name -> Optional.empty(),
            "0");
    PicocliLine.read(
        words,
        context,
        invocation -> {
          read.add(invocation);
          return 0;
        });
    return read.stream().findFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serve",
        "demo",
        "--listen 9000 --profile a --profile b",
        "--exit-zero-on-sigterm --config=/etc/lakegate.yaml"
      })
  void read_ordinaryServingLine_needsNoPicocli(String line) {
    assertThat(StraightLine.read(line.isEmpty() ? List.of() : List.of(line.split(" "))))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "config",
        "--listn 1",
        "--listen",
        "--listen --admin",
        "--admin 1 --admin 2",
        "--config a --config b",
        "--exit-zero-on-sigterm true",
        "serve now"
      })
  void read_anythingElse_isLeftToPicocli(String line) {
    assertThat(StraightLine.read(List.of(line.split(" ")))).isEmpty();
  }
}
