package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waits for the same thing, which ask after it together. */
final class SharedPollsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Long enough for whatever would come at once. */
  private static final Duration SOON = Duration.ofMillis(400);

  private static final String GET_RUN = "/api/2.2/jobs/runs/get?run_id=7";
  private static final String WAIT = "/wait" + GET_RUN + "&_poll=200ms";
  private static final String RUNNING = "{\"state\":{\"life_cycle_state\":\"RUNNING\"}}";
  private static final String OVER =
      "{\"state\":{\"life_cycle_state\":\"TERMINATED\",\"result_state\":\"SUCCESS\"}}";

  private final List<RawClient> clients = new ArrayList<>();
  private ListedOrigin origin;
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    origin = ListedOrigin.start();
    gateway = origin.gateway().start();
  }

  @AfterEach
  void close() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    gateway.close();
    origin.close();
  }

  private RawClient begin(String target, String fields) throws IOException {
    RawClient client = RawClient.connect(gateway.port());
    clients.add(client);
    return client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
  }

  private void begin(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      begin(WAIT, "");
    }
  }

  /** Reads the metric until it has this value. */
  private void awaitOpen(int count) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (open() != count) {
      assertThat(System.nanoTime() < end).as("open waits: " + open()).isTrue();
    }
  }

  private int open() throws IOException {
    try (RawClient client = RawClient.connect(gateway.adminPort())) {
      String metrics =
          client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer().body();
      Matcher gauge =
          Pattern.compile("lakegate_waits_open\\{profile=\"DEFAULT\"} (\\d+)\\.0").matcher(metrics);
      assertThat(gauge.find()).as(metrics).isTrue();
      return Integer.parseInt(gauge.group(1));
    }
  }

  @Test
  void wait_fiftyForOneRun_pollAsOne() throws IOException {
    String running = ok(RUNNING);
    origin.on("GET", running, running, running, ok(OVER)).hold();
    for (int i = 0; i < 50; i++) {
      begin("/wait" + GET_RUN + "&_poll=400ms", "");
    }
    awaitOpen(50);
    origin.release();

    for (RawClient client : clients) {
      assertThat(client.readAnswer().body()).isEqualTo(OVER);
    }
    List<ListedOrigin.Arrival> polls = origin.arrivals();
    assertThat(polls).hasSize(4);
    // The second poll is that of those who came while the first was under way.
    for (int i = 2; i < polls.size(); i++) {
      long gap = polls.get(i).nanos() - polls.get(i - 1).nanos();
      assertThat(TimeUnit.NANOSECONDS.toMillis(gap)).as("before poll " + i).isBetween(350L, 900L);
    }
    awaitOpen(0);
  }

  /** It is nobody's own request, and so says nothing of the one who was there first. */
  @Test
  void poll_isMadeForAll_carriesNoClientsFields() throws IOException {
    origin.on("GET", ok(OVER));
    begin(
        WAIT,
        "User-Agent: mine/1\r\nX-Mine: secret\r\ntraceparent: 00-1\r\nBaggage: a=b\r\n"
            + "X-Databricks-Workspace-Id: 5\r\nLakegate-Timeout: 9s\r\n");
    assertThat(clients.getFirst().readAnswer().status()).isEqualTo(200);

    assertThat(origin.origin().calls()).hasSize(1);
    String head = origin.origin().calls().getFirst().head();
    assertThat(head.toLowerCase(Locale.ROOT))
        .doesNotContain("mine", "secret", "traceparent: 00-1", "baggage")
        .contains("x-databricks-workspace-id: 5", "authorization: bearer", "user-agent: ");
  }

  /** What all clients are told together. */
  private int attempts() throws IOException {
    int attempts = 0;
    for (RawClient client : clients) {
      attempts += Integer.parseInt(client.readAnswer().field("lakegate-attempts"));
    }
    return attempts;
  }

  /** Each counts once, for the wait whose turn it was to ask. */
  @Test
  void attempts_ofSharedPolls_countOnce() throws IOException {
    origin.on("GET", ok(RUNNING), ok(RUNNING), ok(RUNNING), ok(OVER)).hold();
    begin(10);
    awaitOpen(10);
    origin.release();

    assertThat(attempts()).isEqualTo(origin.arrivals().size());
  }

  /** The first ones ask, and leave before the answer; whoever is left counts what it cost. */
  @Test
  void attempts_askerHasTimedOut_countForOneOfTheOthers() throws IOException {
    origin.on("GET", ok(OVER)).hold();
    begin("/wait" + GET_RUN + "&_poll=200ms&_timeout=1s", "");
    assertThat(origin.next(PATIENCE)).isPresent();
    begin(2);
    awaitOpen(3);
    RawClient asker = clients.removeFirst();
    try (asker) {
      Answer gone = asker.readAnswer();
      assertThat(gone.status() + " " + gone.field("lakegate-attempts")).isEqualTo("424 0");
    }
    origin.release();

    assertThat(attempts()).isEqualTo(origin.arrivals().size());
  }

  @Test
  void allTimeOut_pollUnderWay_countsForOneOfThem() throws IOException {
    origin.on("GET", ok(OVER)).hold();
    for (int i = 0; i < 5; i++) {
      begin("/wait" + GET_RUN + "&_timeout=1s", "");
    }
    awaitOpen(5);

    int attempts = 0;
    for (RawClient client : clients) {
      attempts += Integer.parseInt(client.readAnswer().field("lakegate-attempts"));
    }
    assertThat(attempts).isEqualTo(1);
    origin.release();
  }

  @Test
  void client_leaves_doesNotDisturbTheOthers() throws IOException {
    origin.on("GET", ok(RUNNING)).hold();
    begin(3);
    awaitOpen(3);
    origin.release();
    assertThat(origin.next(PATIENCE)).isPresent();

    clients.removeFirst().close();
    awaitOpen(2);
    origin.on("GET", ok(OVER));

    for (RawClient client : clients) {
      assertThat(client.readAnswer().body()).isEqualTo(OVER);
    }
  }

  @Test
  void clients_allLeave_pollingStopsAndTheOperationRunsOn() throws Exception {
    origin.on("GET", ok(RUNNING)).holdUntilAbandoned();
    begin(2);
    awaitOpen(2);
    for (RawClient client : clients) {
      client.close();
    }
    clients.clear();

    awaitOpen(0);
    assertThat(origin.isAbandoned(PATIENCE)).as("the poll under way").isTrue();
    origin.release();
    assertThat(origin.next(PATIENCE)).isPresent();
    assertThat(origin.next(SOON)).isEmpty();
    assertThat(origin.lines()).containsOnly("GET " + GET_RUN);
  }

  @Test
  void client_leavesBetweenPolls_pollingStops() throws IOException {
    origin.on("GET", ok(RUNNING));
    begin(1);
    assertThat(origin.next(PATIENCE)).isPresent();
    assertThat(origin.next(PATIENCE)).isPresent();

    clients.removeFirst().close();
    awaitOpen(0);
    while (origin.next(Duration.ZERO).isPresent()) {
      assertThat(origin.lines()).hasSizeLessThan(50);
    }
    assertThat(origin.next(SOON)).isEmpty();
  }

  /** While the first poll is held, whoever shares it does not ask. */
  @Test
  void wait_forAnotherTargetProfileOrWorkspace_isNotShared() throws IOException {
    gateway.close();
    String profile = "[%s]\nhost = " + origin.origin().url() + "\ntoken = t\n";
    gateway =
        TestGateway.gateway()
            .profileFile(profile.formatted("DEFAULT") + profile.formatted("other"))
            .flag("profile", "other")
            .flag("profiles-from-file", "all")
            .start();
    origin.on("GET", ok(OVER)).hold();

    begin(WAIT, "");
    assertThat(origin.next(PATIENCE)).isPresent();
    begin(WAIT + "&_timeout=5m&_strict=false", "");
    assertThat(origin.next(SOON)).as("the same").isEmpty();
    begin("/wait" + GET_RUN + "&x=1&_poll=200ms", "");
    assertThat(origin.next(PATIENCE).map(ListedOrigin.Arrival::line))
        .contains("GET " + GET_RUN + "&x=1");
    begin(WAIT, "Lakegate-Profile: other\r\n");
    assertThat(origin.next(PATIENCE)).as("another profile").isPresent();
    begin(WAIT, "X-Databricks-Workspace-Id: 5\r\n");
    assertThat(origin.next(PATIENCE)).as("another workspace").isPresent();

    origin.release();
    for (RawClient client : clients) {
      assertThat(client.readAnswer().body()).isEqualTo(OVER);
    }
  }
}
