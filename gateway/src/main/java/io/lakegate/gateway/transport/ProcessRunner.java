package io.lakegate.gateway.transport;

import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.command.Program;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Programs of this machine, found along {@code PATH} and run without input. What they start is
 * ended with them.
 *
 * <p><b>Threading:</b> any thread but an event loop.
 */
public final class ProcessRunner implements CommandRunner {

  /** No token is as long; whatever prints more is cut. */
  private static final int MOST_BYTES = 1 << 20;

  /** How long the end of its output may come after its own. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final List<String> HANDED_ON = List.of("PATH", "HOME");

  private final Function<String, @Nullable String> environment;

  /** Creates the runner for a process with this environment. */
  public ProcessRunner(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Program> find(String name) {
    boolean isPath = name.contains("/") || name.contains(File.separator);
    List<Program> found = new ArrayList<>();
    for (String folder : isPath ? List.of("") : folders()) {
      installed(folder.isEmpty() ? name : folder + File.separator + name).ifPresent(found::add);
    }
    return found;
  }

  @Override
  public CommandResult run(Program program, List<String> arguments, Duration limit) {
    List<String> words = new ArrayList<>();
    words.add(program.path());
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectInput(ProcessBuilder.Redirect.from(nothing()));
    for (String variable : HANDED_ON) {
      String value = environment.apply(variable);
      if (value != null) {
        builder.environment().put(variable, value);
      }
    }
    try {
      return ended(builder.start(), limit);
    } catch (IOException e) {
      return new CommandResult.NotStarted(program.path() + " cannot be started");
    }
  }

  private static CommandResult ended(Process process, Duration limit) {
    CompletableFuture<String> out = reading(process.getInputStream());
    CompletableFuture<String> err = reading(process.getErrorStream());
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return new CommandResult.Ended(process.exitValue(), text(out), text(err));
      }
      return new CommandResult.TimedOut(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CommandResult.TimedOut(limit);
    } catch (TimeoutException e) {
      return new CommandResult.TimedOut(limit);
    } catch (ExecutionException e) {
      return new CommandResult.NotStarted("what it printed cannot be read");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** What it leaves running may hold its output open for ever. */
  private static String text(CompletableFuture<String> printed)
      throws InterruptedException, ExecutionException, TimeoutException {
    return printed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static CompletableFuture<String> reading(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (stream) {
                byte[] kept = stream.readNBytes(MOST_BYTES);
                stream.transferTo(OutputStream.nullOutputStream());
                text.complete(new String(kept, StandardCharsets.UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(e);
              }
            });
    return text;
  }

  private List<String> folders() {
    return Optional.ofNullable(environment.apply("PATH")).stream()
        .flatMap(path -> List.of(path.split(File.pathSeparator)).stream())
        .filter(folder -> !folder.isEmpty())
        .toList();
  }

  private static Optional<Program> installed(String place) {
    try {
      Path file = Path.of(place);
      return Files.isRegularFile(file) && Files.isExecutable(file)
          ? Optional.of(new Program(file.toAbsolutePath().toString(), Files.size(file)))
          : Optional.empty();
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }

  private static File nothing() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }
}
