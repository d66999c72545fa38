package io.lakegate.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.cli.ExitCode;
import io.lakegate.gateway.demo.DemoText;
import io.lakegate.gateway.docs.Markdown.Block;
import io.lakegate.gateway.docs.Markdown.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what README, the page for scripts and the demo print, in a shell, and compares what comes
 * out with what they say.
 *
 * <p>Every line after {@code $} in a {@code console} block is run. One that serves runs until its
 * block ends. Blocks without one speak to the demo.
 */
final class DocumentationIT {

  private static final String BASE = "http://127.0.0.1:8484";
  private static final String ADMIN = "http://127.0.0.1:8485";
  private static final String WORKSPACE = "https://my-workspace.cloud.databricks.com";
  private static final String HOME = "/home/you";
  private static final String MAKE_DEMO = "make demo";
  private static final String QUICK_START = "Quick start";
  private static final Pattern METRIC = Pattern.compile("lakegate_[a-z_]+");

  private static final Markdown README = Markdown.of(Repository.read("README.md"));

  private static final Markdown SCRIPTS = Markdown.of(Repository.read("docs/lists-and-waits.md"));

  @TempDir private static Path folder = Path.of("");

  private static Optional<Fixture> running = Optional.empty();

  /** What stands while the tests run: the demo, and the workspace of the further examples. */
  private record Fixture(Shell shell, Service demo, String sandboxCommand, Service sandbox) {

    static Fixture start(Path folder) {
      Shell shell = Shell.in(folder);
      String sandboxCommand = sandboxCommandOfReadme();
      return new Fixture(
          shell,
          shell.serve("lakegate demo"),
          sandboxCommand,
          shell.serve(sandboxCommand.replaceFirst("--port \\d+", "--port 0")));
    }

    private static String sandboxCommandOfReadme() {
      return README.consoles().stream()
          .flatMap(block -> block.steps().stream())
          .map(Step::command)
          .filter(command -> command.startsWith("lakegate sandbox"))
          .findFirst()
          .orElseThrow();
    }

    /** Writes the files that README shows, with the sandbox in place of the workspace. */
    void writeFiles() {
      for (Block block : README.blocks()) {
        String text = String.join("\n", block.lines()).replace(WORKSPACE, sandbox.fact("url"));
        block.fileName().ifPresent(name -> shell.write(name, text));
      }
    }

    void stop() {
      demo.close();
      sandbox.close();
    }
  }

  @BeforeAll
  static void start() {
    Fixture fixture = Fixture.start(folder);
    running = Optional.of(fixture);
    fixture.writeFiles();
  }

  @AfterAll
  static void stop() {
    running.ifPresent(Fixture::stop);
  }

  static List<Block> consoles() {
    return Stream.of(README, SCRIPTS).flatMap(page -> page.consoles().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("consoles")
  void documented_commands_printWhatTheirPageSays(Block block) {
    Fixture fixture = running.orElseThrow();
    try (Session session = new Session(fixture)) {
      for (Step step : block.steps()) {
        String printed = session.run(step);
        assertThat(Normalizer.normalized(printed))
            .as(step.command())
            .isEqualTo(Normalizer.normalized(String.join("\n", step.output())));
      }
    }
  }

  @Test
  void demo_commands_areTheReadmes() {
    List<String> documented = quickStart().stream().map(Step::command).toList();

    assertThat(documented).hasSize(5).isEqualTo(DemoText.commands(BASE));
  }

  @Test
  void demo_printedCommands_printWhatReadmeSays() {
    Fixture fixture = running.orElseThrow();
    String base = fixture.demo().fact("listen");
    List<String> lines = fixture.demo().lines(1 + DemoText.lines(base).size());
    List<String> commands =
        lines.stream().filter(line -> line.startsWith("  ")).map(String::strip).toList();

    List<String> printed = commands.stream().map(fixture.shell()::run).toList();

    assertThat(lines.subList(1, lines.size())).isEqualTo(DemoText.lines(base));
    assertThat(printed.stream().map(Normalizer::normalized))
        .isEqualTo(
            quickStart().stream()
                .map(step -> Normalizer.normalized(String.join("\n", step.output())))
                .toList());
  }

  @Test
  void serve_sigterm_exitsAsReadmeSays() {
    Fixture fixture = running.orElseThrow();
    try (Service demo = fixture.shell().serve("lakegate demo")) {
      assertThat(demo.lines(1).getFirst()).startsWith("lakegate ready ");

      assertThat(demo.stop()).isEqualTo(ExitCode.SIGTERM.status());
    }
  }

  @Test
  void readme_metrics_areServed() {
    Fixture fixture = running.orElseThrow();
    String listen = fixture.demo().fact("listen");
    String unavailable = "{\"path\":\"/api/2.2/jobs/list\",\"status\":503}";
    String sandbox = fixture.demo().fact("host");
    fixture.shell().run("curl -s " + sandbox + "/sandbox/faults --json '" + unavailable + "'");
    fixture.shell().run("curl -s " + listen + "/api/2.2/jobs/list");
    fixture.shell().run("curl -s " + listen + "/all-pages/api/2.1/clusters/list");
    String served = fixture.shell().run("curl -s " + fixture.demo().fact("admin") + "/metrics");

    List<String> named =
        README.inlineCode().stream()
            .flatMap(code -> METRIC.matcher(code).results())
            .map(MatchResult::group)
            .toList();

    assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(served).contains(name));
  }

  private static List<Step> quickStart() {
    return README.consoles().stream()
        .filter(block -> block.section().equals(QUICK_START))
        .flatMap(block -> block.steps().stream())
        .filter(step -> step.command().startsWith("curl "))
        .toList();
  }

  /** One block: its exports and what it started hold until its end. */
  private static final class Session implements AutoCloseable {

    private final Fixture fixture;
    private final StringBuilder exports = new StringBuilder();
    private Optional<Service> started = Optional.empty();

    Session(Fixture fixture) {
      this.fixture = fixture;
    }

    /** Runs a step; what it printed, with the documented addresses in place of the real ones. */
    String run(Step step) {
      String command = step.command();
      if (command.startsWith("export ")) {
        exports.append(real(command)).append("; ");
        return "";
      }
      if (command.equals(MAKE_DEMO)) {
        return documented(lines(fixture.demo(), step));
      }
      if (command.equals(fixture.sandboxCommand())) {
        return documented(lines(fixture.sandbox(), step));
      }
      if (command.startsWith("lakegate serve")) {
        Service service = fixture.shell().serve(exports + real(command));
        started = Optional.of(service);
        return documented(lines(service, step));
      }
      return documented(fixture.shell().run(exports + real(command)));
    }

    private static String lines(Service service, Step step) {
      return String.join("\n", service.lines(step.output().size()));
    }

    private Service target() {
      return started.orElse(fixture.demo());
    }

    private String real(String command) {
      String text = command.replace(WORKSPACE, fixture.sandbox().fact("url"));
      if (text.contains(BASE)) {
        text = text.replace(BASE, target().fact("listen"));
      }
      return text.contains(ADMIN) ? text.replace(ADMIN, target().fact("admin")) : text;
    }

    private String documented(String output) {
      String text = output.replace(fixture.shell().home().toString(), HOME);
      return started.isPresent()
          ? text.replace("host=" + fixture.sandbox().fact("url"), "host=" + WORKSPACE)
          : text;
    }

    @Override
    public void close() {
      started.ifPresent(Service::close);
    }
  }
}
