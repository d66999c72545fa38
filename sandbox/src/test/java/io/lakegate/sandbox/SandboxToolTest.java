package io.lakegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class SandboxToolTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void tool_isFoundByItsName() {
    assertThat(ToolProvider.findFirst("lakegate-sandbox")).get().isInstanceOf(SandboxTool.class);
  }

  @Test
  void run_servesUntilInterruptedAndReturns0() throws Exception {
    PipedReader reader = new PipedReader();
    AtomicInteger status = new AtomicInteger(-1);
    try (PrintWriter ready = new PrintWriter(new PipedWriter(reader), true);
        BufferedReader lines = new BufferedReader(reader)) {
      Thread thread =
          Thread.ofPlatform()
              .start(
                  () ->
                      status.set(
                          new SandboxTool()
                              .run(
                                  ready,
                                  new PrintWriter(err),
                                  "--token=mine",
                                  "--jobs",
                                  "3",
                                  "--requests-per-second",
                                  "2",
                                  "--client-id=me",
                                  "--client-secret=shh")));
      String line = lines.readLine();

      assertThat(line)
          .matches(
              "sandbox ready url=http://127\\.0\\.0\\.1:\\d+ token=mine client_id=me"
                  + " client_secret=shh");
      String url = line.replaceAll(".*url=(\\S+).*", "$1");
      assertThat(status(url)).isEqualTo(200);
      assertThat(status(url)).isEqualTo(200);
      assertThat(status(url)).isEqualTo(429);

      thread.interrupt();
      thread.join();
    }
    assertThat(status.get()).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, true", "127.0.0.1, false", "localhost, false"})
  void run_onAnAddress_warnsUnlessItIsLoopback(String host, boolean warns) throws Exception {
    PipedReader reader = new PipedReader();
    try (PrintWriter ready = new PrintWriter(new PipedWriter(reader), true);
        BufferedReader lines = new BufferedReader(reader)) {
      Thread thread =
          Thread.ofPlatform()
              .start(() -> new SandboxTool().run(ready, new PrintWriter(err), "--host", host));
      String url = lines.readLine().replaceAll(".*url=(\\S+).*", "$1");
      thread.interrupt();
      thread.join();

      assertThat(err.toString().strip())
          .isEqualTo(
              warns
                  ? "lakegate-sandbox: warning: whoever can reach "
                      + url
                      + " can use this sandbox and change what is in it"
                  : "");
    }
  }

  @Test
  void run_onABusyPort_saysSoAndReturns1() throws IOException {
    try (ServerSocket busy =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      int status = run("--port", Integer.toString(busy.getLocalPort()));

      assertThat(status).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("lakegate-sandbox: cannot listen on 127.0.0.1:" + busy.getLocalPort())
          .contains("the port is in use", "ss -ltnp", "another --port");
    }
  }

  @Test
  void run_forHelp_listsEveryOption() {
    assertThat(run("-h")).isZero();
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "--port",
            "--host",
            "--token",
            "--client-id",
            "--client-secret",
            "--token-lifetime",
            "--requests-per-second",
            "--operation-time",
            "--jobs");
  }

  @Test
  void run_forHelp_tellsUnitsAndDefaultsOfAFault() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString().lines().map(String::strip))
        .anyMatch(line -> line.startsWith("path ") && line.contains("glob"))
        .anyMatch(line -> line.startsWith("regex:EXPRESSION"))
        .anyMatch(line -> line.startsWith("delay ") && line.endsWith("or milliseconds (0)"))
        .anyMatch(line -> line.startsWith("truncate ") && line.contains("bytes of the body"))
        .anyMatch(line -> line.startsWith("after ") && line.contains("true"))
        .anyMatch(line -> line.startsWith("skip ") && line.endsWith("(0)"))
        .anyMatch(line -> line.startsWith("times ") && line.endsWith("(1)"));
  }

  @ParameterizedTest
  @CsvSource({
    "--prot 1,unknown option '--prot'; the nearest is --port",
    "--clientid=x,unknown option '--clientid'; the nearest is --client-id",
    "--lifetime 5s,unknown option '--lifetime'; the nearest is --token-lifetime",
    "1,unknown option '1' (--help lists all)",
    "--verbose,unknown option '--verbose' (--help lists all)",
    "--port,option --port needs a value",
    "--port 65536,'option --port: expected a whole number from 0 to 65535, got '",
    "--port=-1,option --port: expected a whole number",
    "--jobs many,option --jobs: expected a whole number",
    "--requests-per-second 1.5,option --requests-per-second: expected",
    "--token=,option --token needs a value that is not blank",
    "--token-lifetime 1,option --token-lifetime: expected a time of at least 1s",
    "--operation-time soon,option --operation-time: expected a time of at least 0s",
    "--token-lifetime 10ms,option --token-lifetime: expected a time of at least 1s",
  })
  void run_withAWrongArgument_saysWhatAndReturns64(String arguments, String expected) {
    assertThat(run(arguments.split(" "))).isEqualTo(64);

    assertThat(err.toString()).startsWith("lakegate-sandbox: " + expected);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void run_withSeveralWrongArguments_namesThemAll() {
    assertThat(run("--prot=1", "--jobs=x", "--token-lifetime=x")).isEqualTo(64);

    assertThat(err.toString().lines()).hasSize(3);
  }

  private int run(String... args) {
    return new SandboxTool().run(new PrintWriter(out), new PrintWriter(err), args);
  }

  private static int status(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url + "/api/2.2/jobs/list"))
                  .header("Authorization", "Bearer mine")
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }
}
