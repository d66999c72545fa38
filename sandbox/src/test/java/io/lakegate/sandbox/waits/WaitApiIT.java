package io.lakegate.sandbox.waits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import io.lakegate.sandbox.steering.Steer;
import io.lakegate.sandbox.steering.SteeringTable;
import io.lakegate.sandbox.steering.Trigger;
import io.lakegate.sandbox.steering.Wait;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wait of the table, by each of its triggers and by its path alone, to each of its ends. */
final class WaitApiIT {
  private static final TestSandbox SANDBOX =
      TestSandbox.start(SandboxConfig.defaults().withJobs(1));
  private static final SteeringTable TABLE = SteeringTable.read();

  /** More than the whole of any usual operation. */
  private static final Duration LONG = Duration.ofMinutes(1);

  @BeforeEach
  void forget() {
    SANDBOX.delete("/sandbox/waits");
  }

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  /** A wait by its name. */
  record Named(Wait row) {
    @Override
    public String toString() {
      return row.name();
    }
  }

  /** A trigger by its name, with its wait. */
  record Triggered(Wait row, Trigger trigger) {
    @Override
    public String toString() {
      return row.name() + " by " + trigger.method() + " " + trigger.path();
    }
  }

  static Stream<Named> waits() {
    return TABLE.waits().stream().map(Named::new);
  }

  /** Those that ask nothing of what was before; clusters and runs have tests of their own. */
  static Stream<Triggered> triggers() {
    return TABLE.triggers().stream()
        .filter(trigger -> !(trigger.turn() instanceof Trigger.Cut))
        .filter(trigger -> !(trigger.turn() instanceof Trigger.Removed))
        .map(trigger -> new Triggered(TABLE.named(trigger.waitName()).orElseThrow(), trigger))
        .filter(one -> one.row().served().isEmpty() || one.trigger().path().endsWith("/install"));
  }

  static Stream<Triggered> failingTriggers() {
    return triggers().filter(one -> !one.row().failure().isEmpty());
  }

  static Stream<Triggered> dyingTriggers() {
    return triggers().filter(one -> !one.row().dead().isEmpty());
  }

  static Stream<Named> failingWaits() {
    return waits().filter(one -> !one.row().failure().isEmpty());
  }

  static Stream<Named> dyingWaits() {
    return waits().filter(one -> !one.row().dead().isEmpty());
  }

  static Stream<Named> waitsWithStates() {
    return waits()
        .filter(one -> !one.row().statusPath().isEmpty())
        .filter(one -> one.row().kind() == Wait.Kind.STATE);
  }

  @ParameterizedTest
  @MethodSource("triggers")
  void trigger_leftAlone_passesThroughItsStatesToSuccess(Triggered one) {
    WaitDriver driver = new WaitDriver(SANDBOX, one.row());

    String path = driver.trigger(one.trigger());

    assertThat(driver.look(path)).isEqualTo("pending");
    SANDBOX.advance(Duration.ofMillis(1_999));
    assertThat(driver.look(path)).isEqualTo("pending");
    SANDBOX.advance(Duration.ofMillis(1));
    assertThat(driver.look(path)).isEqualTo("success");
  }

  @ParameterizedTest
  @MethodSource("failingTriggers")
  void trigger_steeredToFail_failsWithItsMessage(Triggered one) {
    WaitDriver driver = new WaitDriver(SANDBOX, one.row());
    steer(one.row(), "'outcome':'failure','message':'it broke','duration_ms':500");

    String path = driver.trigger(one.trigger());

    assertThat(driver.look(path)).isEqualTo("pending");
    SANDBOX.advance(Duration.ofMillis(500));
    assertThat(driver.look(path)).isEqualTo("failure");
    if (!one.row().messagePath().isEmpty()) {
      assertThat(WaitDriver.at(SANDBOX.get(path).json(), one.row().messagePath()).asText())
          .isEqualTo("it broke");
    }
  }

  @ParameterizedTest
  @MethodSource("dyingTriggers")
  void trigger_steeredToDie_staysInAStateThatIsNoEnd(Triggered one) {
    WaitDriver driver = new WaitDriver(SANDBOX, one.row());
    steer(one.row(), "'outcome':'dead'");

    String path = driver.trigger(one.trigger());
    SANDBOX.advance(LONG);

    assertThat(driver.look(path)).isEqualTo("dead");
  }

  @ParameterizedTest
  @MethodSource("waits")
  void thing_madeWithoutATrigger_passesToSuccess(Named one) {
    WaitDriver driver = new WaitDriver(SANDBOX, one.row());
    String path = driver.untriggered();

    make(one.row(), path, "'duration_ms':'3s'");

    assertThat(driver.look(path)).isEqualTo("pending");
    SANDBOX.advance(Duration.ofSeconds(3));
    assertThat(driver.look(path)).isEqualTo("success");
  }

  @ParameterizedTest
  @MethodSource("failingWaits")
  void thing_madeToFail_fails(Named one) {
    WaitDriver driver = new WaitDriver(SANDBOX, one.row());
    String path = driver.untriggered();

    make(one.row(), path, "'outcome':'failure'");

    assertThat(driver.look(path)).isEqualTo("pending");
    SANDBOX.advance(LONG);
    assertThat(driver.look(path)).isEqualTo("failure");
  }

  @ParameterizedTest
  @MethodSource("dyingWaits")
  void thing_madeToDie_staysInAStateThatIsNoEnd(Named one) {
    WaitDriver driver = new WaitDriver(SANDBOX, one.row());
    String path = driver.untriggered();

    make(one.row(), path, "'outcome':'dead'");
    SANDBOX.advance(LONG);

    assertThat(driver.look(path)).isEqualTo("dead");
    assertThat(driver.state(path)).isEqualTo(one.row().dead().getFirst());
  }

  @ParameterizedTest
  @MethodSource("waits")
  void thing_madeNeverToEnd_staysUnderWay(Named one) {
    WaitDriver driver = new WaitDriver(SANDBOX, one.row());
    String path = driver.untriggered();

    make(one.row(), path, "'outcome':'never'");
    SANDBOX.advance(LONG);

    assertThat(driver.look(path)).isEqualTo("pending");
  }

  @ParameterizedTest
  @MethodSource("waitsWithStates")
  void thing_madeWithAnUnknownState_showsItBeforeTheUsualOnes(Named one) {
    WaitDriver driver = new WaitDriver(SANDBOX, one.row());
    String path = driver.untriggered();

    make(one.row(), path, "'outcome':'unknown-first'");

    assertThat(driver.state(path)).isEqualTo(Steer.UNKNOWN);
    SANDBOX.advance(LONG);
    assertThat(driver.look(path)).isEqualTo("success");
  }

  @ParameterizedTest
  @MethodSource("waitsWithStates")
  void thing_steeredThroughStates_showsThemInTheirOrder(Named one) {
    WaitDriver driver = new WaitDriver(SANDBOX, one.row());
    String path = driver.untriggered();

    make(one.row(), path, "'states':['A','B'],'duration_ms':600,'members':{'extra':{'n':1}}");

    assertThat(driver.state(path)).isEqualTo("A");
    SANDBOX.advance(Duration.ofMillis(300));
    assertThat(driver.state(path)).isEqualTo("B");
    assertThat(SANDBOX.get(path).json().has("extra")).isFalse();
    SANDBOX.advance(Duration.ofMillis(300));
    assertThat(driver.look(path)).isEqualTo("success");
    JsonNode extra = SANDBOX.get(path).json().path("extra");
    assertThat(extra.path("n").asInt()).isEqualTo(1);
  }

  private static void steer(Wait wait, String members) {
    post("{'wait':'" + wait.name() + "'," + members + "}");
  }

  private static void make(Wait wait, String path, String members) {
    post("{'wait':'" + wait.name() + "','path':'" + path + "'," + members + "}");
  }

  private static void post(String steer) {
    Reply reply = SANDBOX.post("/sandbox/waits", steer.replace('\'', '"'));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }
}
