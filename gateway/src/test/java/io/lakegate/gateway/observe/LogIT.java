package io.lakegate.gateway.observe;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestSandbox;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway prints about its exchanges, and what it never prints. */
final class LogIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern TEXT =
      Pattern.compile("(\\S+) INFO exchange((?: [a-z_]+=(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^ \"]+))+)");

  private static final Pattern PAIR =
      Pattern.compile(" ([a-z_]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^ \"]+))");

  private static final List<String> KEYS =
      List.of(
          "id",
          "listener",
          "profile",
          "method",
          "path",
          "status",
          "outcome",
          "attempts",
          "bytes_in",
          "bytes_out",
          "queue_ms",
          "auth_ms",
          "origin_ms",
          "total_ms");

  private static final String FIELDS =
      "Host: localhost\r\n"
          + "Authorization: Bearer canary-client\r\n"
          + "Cookie: a=canary-cookie\r\n"
          + "X-Custom: canary-field\r\n";

  private static final FakeOrigin.Script ORIGIN =
      call -> {
        call.readBody();
        if (call.requestLine().contains("/token")) {
          send(
              call,
              "{\"access_token\":\"canary-access\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        } else if (call.requestLine().contains("/.well-known/")) {
          String self = "http://" + call.field("host") + "/oidc";
          send(
              call,
              "{\"oidc_endpoint\":\"%1$s\",\"token_endpoint\":\"%1$s/v1/token\"}".formatted(self));
        } else if (call.requestLine().contains("/short")) {
          call.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nX-A: canary-answer\r\n\r\nhalf");
          call.close();
        } else if (call.requestLine().contains("/nothing")) {
          call.reset();
        } else {
          send(call, "{\"value\":\"canary-body\"}");
        }
      };

  private static void send(FakeOrigin.Call call, String body) throws IOException {
    call.send(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: canary-set\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /** Makes one exchange of each kind, each on a connection of its own; returns their ids. */
  private static List<String> exchanges(int port) throws IOException {
    String body = "Content-Length: 11\r\n\r\ncanary-sent";
    List<String> ids = new ArrayList<>();
    for (String request :
        List.of(
            "POST /api/2.0/x?q=canary-query HTTP/1.1\r\n" + FIELDS + body,
            "GET /@DEFAULT/api/2.0/short?q=canary-query HTTP/1.1\r\n" + FIELDS + "\r\n",
            "POST /api/2.0/nothing?q=canary-query HTTP/1.1\r\n" + FIELDS + body,
            "GET /nowhere?q=canary-query HTTP/1.1\r\n" + FIELDS + "\r\n",
            "GET /api/\u001b[31m?q=canary-query HTTP/1.1\r\n" + FIELDS + "\r\n",
            "GET /api/2.0/x?q=canary-query HTTP/1.1\r\n" + FIELDS + "Origin: canary\r\n\r\n",
            "PUT /api/2.0/x?q=canary-query HTTP/1.1\r\n" + FIELDS + "X : canary-bad\r\n\r\n",
            "GET /api/2.0/a canary-word HTTP/1.1\r\n" + FIELDS + "\r\n")) {
      try (RawClient client = RawClient.connect(port)) {
        client.send(request);
        ids.add(new Answer(0, client.readHead(), "").field("lakegate-request-id"));
        while (request.contains("/short") && client.in().read() >= 0) {}
      }
    }
    return ids;
  }

  private static ChildGateway.Builder withPat(FakeOrigin origin) {
    return ChildGateway.child()
        .env("DATABRICKS_HOST", origin.url().toString())
        .env("DATABRICKS_TOKEN", "canary-pat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void log_eachExchange_oneLineThatReadsBack(String format) throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(ORIGIN);
        ChildGateway child =
            withPat(origin)
                .start("--listen=127.0.0.1:0", "--admin=off", "--log-format=" + format)) {
      List<String> ids = exchanges(child.port("listen"));
      child.signal("TERM");
      assertThat(child.exitStatus()).isEqualTo(143);

      List<Map<String, String>> lines = new ArrayList<>();
      assertThat(child.err().getFirst()).contains("serving").contains("DEFAULT");
      assertThat(child.err()).anyMatch(line -> line.contains("asked to stop"));
      assertThat(child.err().getLast()).contains("stopped");
      for (String line : child.exchangeLog()) {
        lines.add(format.equals("json") ? readJson(line) : readText(line));
      }
      // Lines of one loop are in order; each connection may have been on another.
      lines.sort(Comparator.comparingInt(line -> ids.indexOf(line.get("id"))));
      assertThat(lines).extracting(line -> line.get("id")).containsExactlyElementsOf(ids);
      assertThat(lines).allSatisfy(line -> assertThat(line.keySet()).containsAll(KEYS));
      assertLine(lines.get(0), "POST", "/api/2.0/x", "200", "complete", "1", "");
      assertThat(lines.get(0)).containsEntry("bytes_in", "11").containsEntry("bytes_out", "23");
      assertLine(lines.get(1), "GET", "/@DEFAULT/api/2.0/short", "200", "truncated", "1", "");
      assertThat(lines.get(2)).containsEntry("outcome", "complete").containsKey("error");
      assertLine(lines.get(3), "GET", "/nowhere", "404", "complete", "0", "NOT_A_GATEWAY_PATH");
      assertThat(lines.get(4))
          .containsEntry("path", format.equals("json") ? "/api/\u001b[31m" : "/api/\\u001b[31m");
      assertThat(lines.get(5)).containsEntry("error", "BROWSER_REQUEST_REFUSED");
      assertLine(lines.get(6), "PUT", "/api/2.0/x", "400", "complete", "0", "BAD_REQUEST");
      assertThat(lines.get(7)).containsEntry("status", "400").containsEntry("profile", "DEFAULT");
    }
  }

  private static void assertLine(Map<String, String> line, String... values) {
    assertThat(List.of("method", "path", "status", "outcome", "attempts", "error"))
        .map(key -> line.getOrDefault(key, ""))
        .containsExactly(values);
    assertThat(line).containsEntry("listener", "data").containsEntry("profile", "DEFAULT");
    assertThat(line.get("total_ms")).matches("\\d+\\.\\d\\d");
  }

  private static Map<String, String> readText(String line) {
    Matcher whole = TEXT.matcher(line);
    assertThat(whole.matches()).as(line).isTrue();
    assertThat(Instant.parse(whole.group(1))).isBefore(Instant.now());
    Map<String, String> pairs = new LinkedHashMap<>();
    Matcher pair = PAIR.matcher(whole.group(2));
    while (pair.find()) {
      pairs.put(pair.group(1), pair.group(2) == null ? pair.group(3) : pair.group(2));
    }
    return pairs;
  }

  private static Map<String, String> readJson(String line) throws IOException {
    JsonNode object = JSON.readTree(line);
    assertThat(Instant.parse(object.get("time").textValue())).isBefore(Instant.now());
    assertThat(object.get("message").textValue()).as(line).isEqualTo("exchange");
    assertThat(object.get("status").isInt()).isTrue();
    assertThat(object.get("total_ms").isNumber()).isTrue();
    Map<String, String> pairs = new LinkedHashMap<>();
    object.properties().forEach(each -> pairs.put(each.getKey(), each.getValue().asText()));
    pairs.put("total_ms", line.replaceAll(".*\"total_ms\":([0-9.]+).*", "$1"));
    return pairs;
  }

  @Test
  void log_traceLevel_holdsNoSecretOfAToken() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(ORIGIN)) {
      assertNoCanary(withPat(origin), "text", origin, "Bearer canary-pat");
    }
  }

  @Test
  void log_traceLevel_holdsNoSecretOfAnOauthClient() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(ORIGIN)) {
      ChildGateway.Builder m2m =
          ChildGateway.child()
              .env("DATABRICKS_HOST", origin.url().toString())
              .env("DATABRICKS_CLIENT_ID", "someone")
              .env("DATABRICKS_CLIENT_SECRET", "canary-secret");
      assertNoCanary(m2m, "json", origin, "Bearer canary-access");
    }
  }

  @Test
  void log_issuerThatRefusesTheSecret_oneLineHoweverManyAsk() throws Exception {
    try (TestSandbox sandbox = TestSandbox.start();
        ChildGateway child =
            ChildGateway.child()
                .env("DATABRICKS_HOST", sandbox.url().toString())
                .env("DATABRICKS_CLIENT_ID", TestSandbox.CLIENT_ID)
                .env("DATABRICKS_CLIENT_SECRET", "canary-secret")
                .start("--listen=127.0.0.1:0", "--admin=off", "--log-level=warn")) {
      threeAreRefused(child);

      assertThat(child.err())
          .singleElement(as(STRING))
          .contains(" WARN ", "profile=DEFAULT", "invalid_client")
          .doesNotContain("canary");
    }
  }

  private static void threeAreRefused(ChildGateway child) throws Exception {
    for (int i = 0; i < 3; i++) {
      try (RawClient client = RawClient.connect(child.port("listen"))) {
        client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.readAnswer().status()).isEqualTo(401);
      }
    }
    child.signal("TERM");
    assertThat(child.exitStatus()).isEqualTo(143);
  }

  @Test
  void log_tokenThatTheWorkspaceRefuses_oneLineHoweverManyAsk() throws Exception {
    FakeOrigin.Script refusing =
        call -> call.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
    try (FakeOrigin origin = FakeOrigin.start(refusing);
        ChildGateway child =
            withPat(origin).start("--listen=127.0.0.1:0", "--admin=off", "--log-level=warn")) {
      threeAreRefused(child);

      assertThat(child.err())
          .singleElement(as(STRING))
          .contains(" WARN ", "the workspace refuses the token of profile DEFAULT", "auth=pat")
          .doesNotContain("canary");
    }
  }

  @Test
  void log_issuerThatCannotBeReached_isToldAtTheFirstAttemptAndToTheClient() throws Exception {
    try (ChildGateway child =
        ChildGateway.child()
            .env("DATABRICKS_HOST", "http://127.0.0.1:9")
            .env("DATABRICKS_CLIENT_ID", "someone")
            .env("DATABRICKS_CLIENT_SECRET", "canary-secret")
            .start(
                "--listen=127.0.0.1:0",
                "--admin=127.0.0.1:0",
                "--log-level=warn",
                "--answer-within=2s")) {
      try (RawClient client = RawClient.connect(child.port("listen"))) {
        client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Answer answer = client.readAnswer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("is still being asked", "connection refused");
      }
      assertThat(child.err())
          .singleElement(as(STRING))
          .contains(" WARN ", "profile=DEFAULT", "cannot reach the token issuer")
          .doesNotContain("canary");
      try (RawClient client = RawClient.connect(child.port("admin"))) {
        client.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.readAnswer().body()).contains("'DEFAULT'", "connection refused");
      }
    }
  }

  @Test
  void log_whatIsListenedOn_isPlainAndWhatIsUnknownIsLeftOut() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(ORIGIN);
        ChildGateway child = withPat(origin).start("--listen=127.0.0.1:0", "--admin=off");
        RawClient client = RawClient.connect(child.port("listen"))) {
      client.send("GET /@nobody/api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(404);
      int port = child.port("listen");
      child.signal("TERM");
      assertThat(child.exitStatus()).isEqualTo(143);

      assertThat(child.err().getFirst()).contains(" listeners=data=127.0.0.1:" + port + " ");
      assertThat(child.exchangeLog())
          .singleElement(as(STRING))
          .contains("listener=data method=GET")
          .doesNotContain("profile=");
    }
  }

  @Test
  @Tag("slow")
  void log_firstRetry_saysWhatHoldsTheExchangeUp() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    FakeOrigin.Script busyTwice =
        call -> {
          if (calls.incrementAndGet() <= 2) {
            call.send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
          } else {
            send(call, "{}");
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(busyTwice);
        ChildGateway child = withPat(origin).start("--listen=127.0.0.1:0", "--admin=off");
        RawClient client = RawClient.connect(child.port("listen"))) {
      client.send("GET /api/2.0/x?q=canary HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(200);
      child.signal("TERM");
      assertThat(child.exitStatus()).isEqualTo(143);

      assertThat(child.err())
          .filteredOn(line -> line.contains("trying again"))
          .singleElement(as(STRING))
          .contains("path=/api/2.0/x", "cause=\"the origin answered 503\"", "delay_ms=")
          .doesNotContain("canary");
    }
  }

  private static void assertNoCanary(
      ChildGateway.Builder builder, String format, FakeOrigin origin, String authorization)
      throws Exception {
    try (ChildGateway child =
        builder.start(
            "--listen=127.0.0.1:0", "--admin=off", "--log-level=trace", "--log-format=" + format)) {
      exchanges(child.port("listen"));
      child.signal("INT");
      assertThat(child.exitStatus()).isEqualTo(130);
      assertThat(origin.calls())
          .as("the secret was in use")
          .anyMatch(call -> call.field("authorization").equals(authorization));
      assertThat(child.err()).hasSizeGreaterThanOrEqualTo(6);
      for (List<String> printed : List.of(child.out(), child.err())) {
        assertThat(printed).noneMatch(line -> line.contains("canary"));
        assertThat(printed).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
      }
    }
  }
}
