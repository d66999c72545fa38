package io.lakegate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.gateway.wire.MixedClient.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Many clients at once, at listeners of two profiles, some of them malicious and all of them in
 * disorder: no request, no answer and no credential gets to another than its own.
 */
final class IsolationIT {

  private static final String HOME = "DEFAULT";
  private static final String AWAY = "away";
  private static final int CLIENTS_A_LISTENER = 16;

  private final long seed = ThreadLocalRandom.current().nextLong();

  @Test
  void exchanges_fiveThousandInDisorder_eachGetsItsOwn(TestReporter reporter) throws Exception {
    assertIsolated(5_000, reporter);
  }

  @Test
  @Tag("slow")
  void exchanges_aHundredThousandInDisorder_eachGetsItsOwn(TestReporter reporter) throws Exception {
    assertIsolated(100_000, reporter);
  }

  private void assertIsolated(int exchanges, TestReporter reporter) throws Exception {
    long began = System.nanoTime();
    Tally tally = new Tally();
    try (ProfileOrigin home = ProfileOrigin.start(HOME);
        ProfileOrigin away = ProfileOrigin.start(AWAY)) {
      try (TestGateway gateway = gateway(home, away)) {
        List<MixedClient> clients = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CLIENTS_A_LISTENER; i++) {
          clients.add(client(gateway, "data", random.split(), away, tally));
          clients.add(client(gateway, "to-home", random.split(), away, tally));
          clients.add(client(gateway, "to-away", random.split(), home, tally));
        }
        together(clients, exchanges);
      }
      reporter.publishEntry(
          "exchanges",
          "%d answered, %d lost, %d left, %d and %d at the origins, in %d ms"
              .formatted(
                  tally.answered(),
                  tally.lost(),
                  tally.left(),
                  home.requests(),
                  away.requests(),
                  (System.nanoTime() - began) / 1_000_000));
      String why = "seed " + seed;
      assertThat(tally.faults()).as(why).isEmpty();
      assertThat(home.faults()).as(why).isEmpty();
      assertThat(away.faults()).as(why).isEmpty();
      assertThat(tally.answered()).isGreaterThanOrEqualTo(exchanges);
      assertThat(tally.lost()).isLessThan(exchanges / 20);
      assertThat(List.of(home.requests(), away.requests()))
          .allSatisfy(requests -> assertThat(requests).isGreaterThan(exchanges / 4));
    }
  }

  private static TestGateway gateway(ProfileOrigin home, ProfileOrigin away) {
    return TestGateway.gateway()
        .env("DATABRICKS_HOST", home.url().toString())
        .env("DATABRICKS_TOKEN", ProfileOrigin.token(HOME))
        .flag("limits.requests-per-second", "1000000")
        .flag("profiles-from-file", "all")
        .profileFile(
            "[%s]\nhost = %s\ntoken = %s\n".formatted(AWAY, away.url(), ProfileOrigin.token(AWAY)))
        .configFile(
            """
            listeners:
              to-home:
                listen: 127.0.0.1:0
                profile: %s
              to-away:
                listen: 127.0.0.1:0
                profile: %s
            """
                .formatted(HOME, AWAY))
        .start();
  }

  private static MixedClient client(
      TestGateway gateway,
      String listener,
      SplittableRandom random,
      ProfileOrigin foreign,
      Tally tally) {
    boolean toAway = listener.equals("to-away");
    Probes probes =
        new Probes(
            random,
            toAway ? AWAY : HOME,
            toAway ? HOME : AWAY,
            !listener.equals("data"),
            foreign.url().getAuthority());
    return new MixedClient(gateway.portOf(listener), random, probes, tally);
  }

  private static void together(List<MixedClient> clients, int exchanges) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> runs = new ArrayList<>();
      for (MixedClient client : clients) {
        runs.add(threads.submit(() -> client.run(exchanges)));
      }
      for (Future<Void> run : runs) {
        run.get();
      }
    }
  }
}
