package io.lakegate.sdk.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets the programs that hold credentials run one at a time for each profile: they keep files of
 * their own, and two of them would renew one token twice.
 *
 * <p>Threading: safe for use by many threads.
 */
public final class Turns {

  /** As many as there are served profiles and programs. */
  private final Map<Turn, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** Creates one in which nothing runs. */
  public Turns() {}

  /**
   * Runs a program when no other run of it for the same profile is under way.
   *
   * @param limit how long its turn may be waited for, and then how long it may take
   */
  public CommandResult run(String profile, CommandRunner runner, Call call, Duration limit) {
    ReentrantLock lock =
        locks.computeIfAbsent(new Turn(profile, call.program().path()), _ -> new ReentrantLock());
    try {
      if (!lock.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return new CommandResult.TimedOut(limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CommandResult.TimedOut(limit);
    }
    try {
      return runner.run(call.program(), call.arguments(), limit);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A program and what it is told. Its text form shows the program only: arguments may be secret.
   *
   * @param program the program
   * @param arguments its arguments
   */
  public record Call(Program program, List<String> arguments) {

    /** Copies the arguments. */
    public Call {
      Objects.requireNonNull(program, "program");
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return "Call[" + program.path() + "]";
    }
  }

  private record Turn(String profile, String path) {}
}
