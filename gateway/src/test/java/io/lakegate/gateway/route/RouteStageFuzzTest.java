package io.lakegate.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.DataPaths;
import io.lakegate.gateway.exchange.EndpointKind;
import io.lakegate.gateway.exchange.Entrance;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.LocalEndpoint;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.RequestBody;
import io.lakegate.gateway.guard.RequestTargets;
import io.lakegate.sdk.limit.ClientKey;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whatever is cut off a target, what goes on to the origin is a data path and the target's end. */
final class RouteStageFuzzTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final DataPaths PATHS = new DataPaths(List.of("/api", "/sql"));

  private static final ServedProfiles PROFILES =
      new ServedProfiles(
          Map.of("DEFAULT", profile("DEFAULT"), "my prod", profile("my prod")),
          Map.of(),
          "DEFAULT");

  private final RouteStage stage =
      new RouteStage(() -> PROFILES, PATHS, List.of(new Verb("/all-pages"), new Verb("/wait")));

  @DictionaryEntries({
    "/@DEFAULT",
    "/@my%20prod",
    "/all-pages",
    "/wait",
    "/api/",
    "/sql",
    "//",
    "?",
    "/@",
    "%2f",
    "%40",
    "+"
  })
  @FuzzTest(maxDuration = "5m")
  void handle_anyTargetThatPasses_goesToADataPathOrNowhere(byte[] line) {
    String target = new String(line, StandardCharsets.ISO_8859_1);
    try {
      RequestTargets.check(HttpMethod.GET, target);
      stage.handle(
          exchange(target),
          routed -> {
            assertDataPath(routed.toOrigin().target(), target);
            return answer();
          });
    } catch (GatewayException e) {
      assertThat(e.text()).isNotBlank();
    }
  }

  private static void assertDataPath(String sent, String asked) {
    assertThat(asked).endsWith(sent);
    assertThat(sent).matches("(/api|/sql)([/?].*)?");
    RequestTargets.check(HttpMethod.GET, sent);
  }

  /** Cuts its own name off, as the endpoints do that ask the origin in a client's place. */
  private record Verb(String name) implements LocalEndpoint {

    @Override
    public boolean answers(String path) {
      return EndpointKind.isAtOrBelow(name, path);
    }

    @Override
    public Future<OriginResponse> answer(Exchange exchange, OriginProfile profile, String target) {
      String wanted = target.substring(name.length());
      PATHS.require(name, wanted);
      assertDataPath(wanted, target);
      return RouteStageFuzzTest.answer();
    }
  }

  private static Future<OriginResponse> answer() {
    return Future.succeededFuture(OriginResponse.made(200, List.of(), Buffer.buffer()));
  }

  private static Exchange exchange(String target) {
    return Exchange.begin(
        "0123456789abcdef",
        new ClientRequest(
            HttpMethod.GET,
            target,
            HttpVersion.HTTP_1_1,
            MultiMap.caseInsensitiveMultiMap(),
            RequestBody.NONE),
        new Entrance("data", Optional.empty()),
        new ClientPresence(ClientKey.named("test")),
        new ExchangeTrace(0));
  }

  private static OriginProfile profile(String name) {
    return new OriginProfile(
        name,
        URI.create("https://dbc-1.cloud.databricks.com"),
        "pat",
        new OriginProfile.Ids(Optional.empty(), Optional.empty(), "AWS", "workspace"),
        new OriginProfile.ExchangeLimits(
            MINUTE,
            new OriginProfile.Silence(MINUTE, MINUTE, MINUTE),
            new OriginProfile.AnswerBudget(MINUTE, MINUTE),
            0));
  }
}
