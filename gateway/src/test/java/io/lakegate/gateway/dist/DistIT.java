package io.lakegate.gateway.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy of the built dist, at another path with a space in it and without a Java around it. */
@DisabledIfSystemProperty(named = "dist.skip", matches = "true", disabledReason = "no dist built")
final class DistIT {

  private static final Path DIST = Path.of("target/lakegate");
  private static final long MEBIBYTE = 1024 * 1024;

  /** The cache must fit, or the virtual machine does not start. */
  private static final String CACHE_REQUIRED = "-XX:AOTMode=on";

  /** One of the options that a cache is bound to. */
  private static final String OTHER_HEADERS = "-XX:+UseCompactObjectHeaders";

  @TempDir private Path directory;

  private Path copy = DIST;

  @BeforeEach
  void copyDist() throws IOException {
    copy = directory.resolve("an other place/lakegate");
    Trees.copy(DIST, copy);
  }

  @ParameterizedTest
  @ValueSource(strings = {CACHE_REQUIRED, CACHE_REQUIRED + " -Xmx64m"})
  void serve_cacheRequired_answers(String options) throws Exception {
    try (Child gateway = serve(options)) {
      assertThat(status(gateway.value("admin") + "/livez")).isEqualTo(200);
      assertThat(status(gateway.value("listen") + "/.well-known/databricks-config")).isEqualTo(200);
      assertThat(gateway.stop()).isEqualTo(143);
    }
  }

  @Test
  void serve_cacheDoesNotFit_startsUnlessItIsRequired() throws Exception {
    try (Child gateway = serve(OTHER_HEADERS)) {
      assertThat(status(gateway.value("admin") + "/livez")).isEqualTo(200);
    }
    assertThatThrownBy(() -> serve(OTHER_HEADERS + " " + CACHE_REQUIRED).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("AOT");
  }

  @Test
  void serve_withoutCache_answers() throws Exception {
    Files.delete(copy.resolve("lib/lakegate.aot"));
    try (Child gateway = serve("")) {
      assertThat(status(gateway.value("admin") + "/livez")).isEqualTo(200);
    }
  }

  @Test
  void sandbox_cacheRequired_answers() throws Exception {
    List<String> command = List.of(launcher(), "sandbox", "--port", "0");
    Map<String, String> environment = Map.of("LAKEGATE_JAVA_OPTS", CACHE_REQUIRED);
    try (Child sandbox = Child.start("sandbox ready", command, environment, directory)) {
      assertThat(status(sandbox.value("url") + "/sandbox/counters")).isEqualTo(200);
    }
  }

  @Test
  void sandbox_itsJarsLeftOut_saysSo() throws Exception {
    Trees.delete(copy.resolve("lib/sandbox"));
    Ended ended = run(launcher(), "sandbox");
    assertThat(ended.status()).isNotZero();
    assertThat(ended.output()).contains("lib/sandbox");
  }

  @Test
  void launcher_throughLinks_findsItsHome() throws Exception {
    Path far = Files.createDirectories(directory.resolve("far away"));
    Path absolute = Files.createSymbolicLink(far.resolve("absolute"), Path.of(launcher()));
    Path relative = Files.createSymbolicLink(directory.resolve("lg"), Path.of("far away/absolute"));
    assertThat(run(absolute.toString(), "--help").status()).isZero();
    assertThat(run(relative.toString(), "--help").output()).contains("Usage: lakegate");
  }

  @Test
  void launcher_wrongUsage_givesTheProgramsStatus() throws Exception {
    assertThat(run(launcher(), "--no-such-flag").status()).isEqualTo(64);
  }

  /** The letters are spelled by their bytes: this test's own locale may be no better. */
  @ParameterizedTest
  @ValueSource(strings = {"", "LANG=C", "LC_ALL=POSIX", "LC_CTYPE=C LANG=de_DE.UTF-8"})
  void launcher_noLocaleOfUtf8_lettersSurvive(String locale) throws Exception {
    Path profiles = directory.resolve("profiles.cfg");
    Files.writeString(profiles, "[pr\u00f6]\nhost = https://a.example\nusername = j\u00f6rg\n");
    String script =
        locale
            + " DATABRICKS_CONFIG_FILE=profiles.cfg"
            + " DATABRICKS_PASSWORD=$(printf 'p\\303\\266')"
            + " DATABRICKS_CONFIG_PROFILE=$(printf 'pr\\303\\266')"
            + " exec \"$0\" check --json --set client_id=$(printf '\\303\\266')";
    Ended ended = run("/bin/sh", "-c", script, launcher());

    assertThat(ended.output())
        .contains("\"profile\" : \"pr\u00f6\"", "\"j\u00f6rg\"", "\"\u00f6\"")
        .doesNotContain("no pr");
  }

  @Test
  void launcher_pathWithColon_isRefusedWithReason() throws Exception {
    Path odd = directory.resolve("a:b/bin");
    Files.createDirectories(odd);
    Path moved = Files.copy(Path.of(launcher()), odd.resolve("lakegate"));
    assertThat(moved.toFile().setExecutable(true)).isTrue();
    Ended ended = run(moved.toString(), "--help");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).contains("a colon separates the entries of a class path");
  }

  @Test
  void classPath_namesEachJarOnce() throws IOException {
    String launcher = Files.readString(copy.resolve("bin/lakegate"));
    for (Path file : Trees.files(copy.resolve("lib"))) {
      if (file.toString().endsWith(".jar")) {
        String entry = "$lib/" + copy.resolve("lib").relativize(file);
        assertThat(launcher.split(Pattern.quote(entry), -1)).hasSize(2);
      }
    }
  }

  @Test
  void sizes_staySane() throws IOException {
    assertThat(size("runtime")).isBetween(40 * MEBIBYTE, 90 * MEBIBYTE);
    assertThat(size("lib/lakegate.aot")).isBetween(20 * MEBIBYTE, 80 * MEBIBYTE);
    assertThat(size("")).isLessThan(150 * MEBIBYTE);
  }

  private long size(String part) throws IOException {
    long size = 0;
    for (Path file : Trees.files(copy.resolve(part))) {
      size += Files.size(file);
    }
    return size;
  }

  /** Serves a workspace that is not there; nothing is asked of it. */
  private Child serve(String options) throws IOException {
    Map<String, String> environment = new TreeMap<>();
    environment.put("HOME", directory.toString());
    environment.put("PATH", "/nonexistent");
    environment.put("DATABRICKS_HOST", "http://127.0.0.1:9");
    environment.put("DATABRICKS_TOKEN", "not-a-token");
    environment.put("LAKEGATE_JAVA_OPTS", options);
    List<String> command =
        List.of(launcher(), "serve", "--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0");
    return Child.start("lakegate ready", command, environment, directory);
  }

  private String launcher() {
    return copy.resolve("bin/lakegate").toAbsolutePath().toString();
  }

  private Ended run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private static int status(String uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(uri)).version(HttpClient.Version.HTTP_1_1).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private record Ended(int status, String output) {}
}
