package io.lakegate.gateway;

import io.lakegate.gateway.cli.ExitCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The signals that ask the process to stop. The first one is told; a second one ends the process at
 * once.
 *
 * <p>{@code sun.misc.Signal} is the JDK's only way to a signal that is not the end; it is reached
 * by reflection because the compiler rightly warns of it.
 */
final class StopSignals {

  private final CompletableFuture<ExitCode> first = new CompletableFuture<>();
  private final CountDownLatch never = new CountDownLatch(1);

  /** Takes over SIGTERM and SIGINT. */
  void install() {
    handle("TERM", () -> stop(ExitCode.SIGTERM));
    handle("INT", () -> stop(ExitCode.SIGINT));
  }

  /** Does this at every SIGHUP, which ends the process otherwise. */
  void onHangup(Runnable action) {
    handle("HUP", action);
  }

  private void stop(ExitCode reason) {
    if (!first.complete(reason)) {
      Runtime.getRuntime().halt(reason.status());
    }
  }

  /** Blocks until the first signal. */
  ExitCode await() {
    try {
      return first.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILURE;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets time pass while the process still serves. */
  void linger(Duration time) {
    try {
      boolean ended = never.await(time.toNanos(), TimeUnit.NANOSECONDS);
      if (ended) {
        throw new IllegalStateException("nothing counts this latch down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Consumer<Object> run = _ -> action.run();
      Object proxy =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      run.accept(arguments[0]);
                      yield null;
                    }
                    default ->
                        throw new IllegalStateException(
                            "a signal handler is asked to " + method.getName());
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("SIG" + name + " cannot be handled on this Java", e);
    }
  }
}
