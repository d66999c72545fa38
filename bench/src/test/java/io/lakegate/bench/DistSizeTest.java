package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DistSizeTest {

  @Test
  void parts_everyFile_isCountedOnce(@TempDir Path dist) throws Exception {
    Map<String, Integer> files =
        Map.of(
            "runtime/lib/modules", 100,
            "lib/a.jar", 20,
            "lib/native/b.so", 3,
            "lib/sandbox/c.jar", 400,
            "lib/lakegate.aot", 5_000,
            "bin/lakegate", 7,
            "SHA256SUMS", 1);
    for (Map.Entry<String, Integer> file : files.entrySet()) {
      Path path = dist.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, new byte[file.getValue()]);
    }

    assertThat(DistSize.parts(dist))
        .isEqualTo(
            Map.of(
                "runtime", 100L,
                "lib/sandbox", 400L,
                "lib/lakegate.aot", 5_000L,
                "lib", 23L,
                "all else", 8L,
                "total", 5_531L));
  }
}
