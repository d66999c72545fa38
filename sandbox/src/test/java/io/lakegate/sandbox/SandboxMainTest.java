package io.lakegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SandboxMainTest {

  @Test
  void main_onSigterm_deletesItsTemporaryFiles(@TempDir Path temporary) throws Exception {
    Process process = start(temporary);
    try (BufferedReader lines = process.inputReader()) {
      String url = lines.readLine().replaceAll(".*url=(\\S+).*", "$1");
      assertThat(upload(url)).isEqualTo(204);
      assertThat(children(temporary)).hasSize(1);

      process.destroy();

      assertThat(process.waitFor()).isEqualTo(143);
      assertThat(children(temporary)).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void main_withAWrongArgument_exits64(@TempDir Path temporary) throws Exception {
    Process process = start(temporary, "--nonsense");

    assertThat(process.waitFor()).isEqualTo(64);
    try (BufferedReader errors = process.errorReader()) {
      assertThat(errors.readLine()).contains("unknown option '--nonsense'");
    }
  }

  private static Process start(Path temporary, String... args) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    System.getProperty("java.class.path"),
                    SandboxMain.class.getName()),
                Stream.of(args))
            .toList();
    return new ProcessBuilder(command).start();
  }

  /** Four times the heap. */
  private static int upload(String url) throws IOException, InterruptedException {
    byte[] chunk = new byte[1024 * 1024];
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url + "/api/2.0/fs/files/Volumes/a/b/c/large"))
                  .header("Authorization", "Bearer " + TestSandbox.TOKEN)
                  .PUT(BodyPublishers.ofByteArrays(Collections.nCopies(256, chunk)))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** Returns what the sandbox left, but for the JVM's own files. */
  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(path -> path.getFileName().toString().startsWith("lakegate-sandbox-"))
          .toList();
    }
  }
}
