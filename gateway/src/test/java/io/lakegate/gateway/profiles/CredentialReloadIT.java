package io.lakegate.gateway.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that change while the program runs. */
final class CredentialReloadIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String[] FREE = {"--listen=127.0.0.1:0", "--admin=127.0.0.1:0"};

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("databrickscfg");
  }

  @Test
  void profileFile_changed_nextRequestsCarryTheNewToken() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      write(origin, "first-canary");
      try (ChildGateway child = child().start(FREE)) {
        assertThat(sent(child, origin)).isEqualTo("Bearer first-canary");

        write(origin, "second-canary");

        awaitSent(child, origin, "Bearer second-canary");
        assertThat(child.err().toString()).doesNotContain("canary");
      }
    }
  }

  @Test
  void profileFile_changedAndHangup_isReadAtOnce() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      write(origin, "first-canary");
      try (ChildGateway child = child().start(FREE)) {
        assertThat(sent(child, origin)).isEqualTo("Bearer first-canary");

        write(origin, "second-canary");
        child.signal("HUP");

        awaitSent(child, origin, "Bearer second-canary");
        awaitLogged(child, "profiles have changed");
      }
    }
  }

  @Test
  void profileFile_badNow_oldTokenStaysAndTheLogSaysWhy() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      write(origin, "first-canary");
      try (ChildGateway child = child().start(FREE)) {
        child.readyLine();
        Files.writeString(file, "[DEFAULT]\ntoken second-canary\n");

        awaitLogged(child, "the profile DEFAULT keeps its old form: ");
        assertThat(child.err().toString()).contains("line 2").doesNotContain("canary");
        assertThat(sent(child, origin)).isEqualTo("Bearer first-canary");

        write(origin, "third-canary");
        awaitSent(child, origin, "Bearer third-canary");
      }
    }
  }

  @Test
  void profileFile_otherHost_nextRequestsGoThereWithItsToken() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        FakeOrigin other = FakeOrigin.start(FakeOrigin.json("{}"))) {
      write(origin, "first-canary");
      try (ChildGateway child = child().start(FREE)) {
        assertThat(sent(child, origin)).isEqualTo("Bearer first-canary");
        write(other, "second-canary");

        awaitLogged(child, "profiles have changed");
        assertThat(sent(child, other)).isEqualTo("Bearer second-canary");
        assertThat(origin.calls()).hasSize(1);
        assertThat(child.err().toString())
            .contains("host " + origin.url() + " -> " + other.url(), "profiles=DEFAULT")
            .doesNotContain("canary");
      }
    }
  }

  @Test
  void profileFile_otherAuthType_nextRequestsCarryItsCredentials() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      write(origin, "first-canary");
      try (ChildGateway child = child().start(FREE)) {
        assertThat(sent(child, origin)).isEqualTo("Bearer first-canary");
        Files.writeString(
            file,
            "[DEFAULT]\nhost = %s\nusername = me\npassword = canary\n".formatted(origin.url()));

        byte[] pair = "me:canary".getBytes(StandardCharsets.US_ASCII);
        awaitSent(child, origin, "Basic " + Base64.getEncoder().encodeToString(pair));
        awaitLogged(child, "auth type pat -> basic");
        assertThat(child.err().toString()).doesNotContain("canary");
      }
    }
  }

  @Test
  void profileFile_oneOfThreeIsBad_theOthersTakeTheirs() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      sections(
          section("DEFAULT", origin, "d1"), section("a", origin, "a1"), section("b", origin, "b1"));
      try (ChildGateway child = child().start(FREE[0], FREE[1], "--profiles-from-file=all")) {
        child.readyLine();
        sections(
            section("DEFAULT", origin, "d2"),
            "[a]\nhost = " + origin.url() + "\nhttp_timeout_seconds = soon\ntoken = a-canary\n",
            section("b", origin, "b2"));

        awaitLogged(child, "the profile a keeps its old form: ");
        assertThat(sent(child, origin, "/@a/api/2.0/x")).isEqualTo("Bearer a1");
        assertThat(sent(child, origin, "/@b/api/2.0/x")).isEqualTo("Bearer b2");
        assertThat(sent(child, origin)).isEqualTo("Bearer d2");
        assertThat(child.err().toString())
            .contains("profiles=DEFAULT,b", "http_timeout_seconds")
            .doesNotContain("canary");
      }
    }
  }

  @Test
  @Tag("slow")
  void profileFile_syntaxError_isToldOnceForAll() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      sections(section("DEFAULT", origin, "d1"), section("a", origin, "a1"));
      try (ChildGateway child = child().start(FREE[0], FREE[1], "--profile=a")) {
        child.readyLine();
        sections(section("DEFAULT", origin, "d2"), "[a]\ntoken a-canary\n");

        awaitLogged(child, "keep their old form");
        assertThat(child.err())
            .filteredOn(line -> line.contains("cannot parse"))
            .singleElement()
            .asString()
            .contains("the profiles a, DEFAULT keep");
        assertThat(sent(child, origin, "/@a/api/2.0/x")).isEqualTo("Bearer a1");
      }
    }
  }

  @Test
  @Tag("slow")
  void profileFile_profilesComeAndGo_areServedAndNot() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      sections(section("DEFAULT", origin, "d1"), section("a", origin, "a1"));
      try (ChildGateway child = child().start(FREE[0], FREE[1], "--profiles-from-file=all")) {
        assertThat(sent(child, origin, "/@a/api/2.0/x")).isEqualTo("Bearer a1");
        sections(section("DEFAULT", origin, "d1"), section("b", origin, "b1"));

        awaitLogged(child, "the profile b is served from now on");
        assertThat(sent(child, origin, "/@b/api/2.0/x")).isEqualTo("Bearer b1");
        awaitLogged(child, "the profile a is not served any more");
        assertThat(answer(child, "/@a/api/2.0/x").status()).isEqualTo(404);
      }
    }
  }

  @Test
  void configFile_limitAndNewProfileAndListen_isTakenAndTold() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      String mine = "profiles:\n  mine:\n    host: %s\n    token: m1\n".formatted(origin.url());
      Path config = config("log:\n  level: warn\n" + mine);
      try (ChildGateway child =
          ChildGateway.child().start(FREE[0], FREE[1], "--config=" + config)) {
        assertThat(sent(child, origin)).isEqualTo("Bearer m1");
        config(
            "log:\n  level: info\nevent-loops: 3\n"
                + mine
                + "    requests-per-second: 7\n  more:\n    host: %s\n    token: n1\n"
                    .formatted(origin.url()));

        awaitLogged(child, "event-loops changed from ");
        assertThat(child.err().toString())
            .contains("it needs a new start", "log.level changed from WARN to INFO", "7.0/s");
        assertThat(metrics(child)).contains("lakegate_limiter_rate{profile=\"mine\"} 7.0");
        assertThat(sent(child, origin, "/@more/api/2.0/x")).isEqualTo("Bearer n1");
      }
    }
  }

  @Test
  @Tag("slow")
  void configFile_broken_isCalledTheConfiguration() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      String mine = "profiles:\n  mine:\n    host: %s\n    token: m1\n".formatted(origin.url());
      Path config = config(mine);
      try (ChildGateway child =
          ChildGateway.child().start(FREE[0], FREE[1], "--config=" + config)) {
        child.readyLine();
        config("lisden: 1\n" + mine);

        awaitLogged(child, "the changed configuration cannot be used: lisden: ");
        assertThat(child.err().toString()).doesNotContain("[ConfigProblem", "have changed");
        assertThat(sent(child, origin)).isEqualTo("Bearer m1");
      }
    }
  }

  private static String metrics(ChildGateway child) throws IOException {
    try (RawClient client = RawClient.connect(child.port("admin"))) {
      return client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer().body();
    }
  }

  @Test
  void hangup_nothingChanged_saysSo() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      write(origin, "first-canary");
      try (ChildGateway child = child().start(FREE)) {
        child.readyLine();
        child.signal("HUP");

        awaitLogged(child, "nothing has changed");
        assertThat(child.err().toString()).doesNotContain("profiles have changed");
      }
    }
  }

  @Test
  @Tag("slow")
  void secretFile_changed_nextRequestsCarryTheNewToken() throws Exception {
    Path secret = Files.writeString(folder.resolve("token"), "first-canary\n");
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      Path config =
          Files.writeString(
              folder.resolve("lakegate.yaml"),
              "profile: mine\nprofiles:\n  mine:\n    host: %s\n    token: ${file:%s}\n"
                  .formatted(origin.url(), secret));
      try (ChildGateway child =
          ChildGateway.child().start(FREE[0], FREE[1], "--config=" + config)) {
        assertThat(sent(child, origin)).isEqualTo("Bearer first-canary");

        Files.writeString(secret, "second-canary\n");

        awaitSent(child, origin, "Bearer second-canary");
      }
    }
  }

  @Test
  void clientSecret_rotated_aTokenOfTheNewOneIsFetchedAtOnceAndUsed() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(CredentialReloadIT::issue)) {
      client(origin, "first");
      try (ChildGateway child = child().start(FREE)) {
        assertThat(sent(child, origin)).isEqualTo("Bearer of-first");
        client(origin, "second");

        awaitLogged(child, "profiles have changed");
        awaitTokenRequests(origin, 2);
        awaitSent(child, origin, "Bearer of-second");
        assertThat(sent(child, origin)).isEqualTo("Bearer of-second");
        assertThat(tokenRequests(origin)).isEqualTo(2);
      }
    }
  }

  @Test
  void clientSecret_newOneIsRefused_isToldAndTheOldTokenIsDropped() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(CredentialReloadIT::issue)) {
      client(origin, "first");
      try (ChildGateway child = child().start(FREE)) {
        assertThat(sent(child, origin)).isEqualTo("Bearer of-first");
        client(origin, "refused-canary");

        awaitLogged(child, "the token issuer gives no token");
        assertThat(answer(child, "/api/2.0/x").status()).isEqualTo(401);
        assertThat(child.err().toString()).contains("invalid_client").doesNotContain("canary");

        client(origin, "third");
        awaitLogged(child, "the token issuer gives a token again");
        assertThat(sent(child, origin)).isEqualTo("Bearer of-third");
      }
    }
  }

  @Test
  @Tag("slow")
  void clientSecret_newOneWhileTheIssuerIsDown_theOldTokenGoesOn() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(CredentialReloadIT::issue)) {
      client(origin, "first");
      try (ChildGateway child = child().start(FREE)) {
        assertThat(sent(child, origin)).isEqualTo("Bearer of-first");
        client(origin, "broken");

        awaitTokenRequests(origin, 2);
        awaitLogged(child, "the token issuer gives no token");
        assertThat(sent(child, origin)).isEqualTo("Bearer of-first");

        client(origin, "second");
        awaitSent(child, origin, "Bearer of-second");
      }
    }
  }

  /** An issuer whose tokens tell the secret that they were given for. */
  private static void issue(FakeOrigin.Call call) throws IOException {
    call.readBody();
    String self = "http://" + call.field("host");
    if (!call.requestLine().contains("/token")) {
      respond(call, "200 OK", "{\"token_endpoint\":\"" + self + "/oidc/v1/token\"}");
      return;
    }
    String basic = call.field("authorization").substring("Basic ".length());
    String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.US_ASCII);
    String secret = pair.substring(pair.indexOf(':') + 1);
    if (secret.startsWith("refused")) {
      respond(call, "401 Unauthorized", "{\"error\":\"invalid_client\"}");
    } else if (secret.equals("broken")) {
      respond(call, "500 Internal Server Error", "{}");
    } else {
      respond(call, "200 OK", "{\"access_token\":\"of-" + secret + "\",\"expires_in\":3600}");
    }
  }

  private static void respond(FakeOrigin.Call call, String status, String body) throws IOException {
    call.send(
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, body.length(), body));
  }

  private void client(FakeOrigin origin, String secret) throws IOException {
    sections(
        "[DEFAULT]\nhost = %s\nclient_id = someone\nclient_secret = %s\n"
            .formatted(origin.url(), secret));
  }

  private static long tokenRequests(FakeOrigin origin) {
    return origin.calls().stream().filter(call -> call.requestLine().contains("/token")).count();
  }

  private static void awaitTokenRequests(FakeOrigin origin, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (tokenRequests(origin) < count) {
      assertThat(System.nanoTime()).as("token requests").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private ChildGateway.Builder child() {
    return ChildGateway.child().env("DATABRICKS_CONFIG_FILE", file.toString());
  }

  /** As a whole, so that no half of it is ever read. */
  private void write(FakeOrigin origin, String token) throws IOException {
    sections(section("DEFAULT", origin, token));
  }

  private Path whole(Path target, String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), text);
    return Files.move(
        next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String section(String name, FakeOrigin origin, String token) {
    return "[%s]\nhost = %s\ntoken = %s\n".formatted(name, origin.url(), token);
  }

  private void sections(String... sections) throws IOException {
    whole(file, String.join("", sections));
  }

  private Path config(String text) throws IOException {
    return whole(folder.resolve("lakegate.yaml"), text);
  }

  private static String sent(ChildGateway child, FakeOrigin origin) throws IOException {
    return sent(child, origin, "/api/2.0/x");
  }

  private static String sent(ChildGateway child, FakeOrigin origin, String target)
      throws IOException {
    assertThat(answer(child, target).status()).isEqualTo(200);
    return origin.calls().stream()
        .filter(call -> call.requestLine().contains("/api/"))
        .toList()
        .getLast()
        .field("authorization");
  }

  private static RawClient.Answer answer(ChildGateway child, String target) throws IOException {
    try (RawClient client = RawClient.connect(child.port("listen"))) {
      return client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
    }
  }

  private static void awaitSent(ChildGateway child, FakeOrigin origin, String field)
      throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!sent(child, origin).equals(field)) {
      assertThat(System.nanoTime()).as(field + " was never sent").isLessThan(deadline);
    }
  }

  private static void awaitLogged(ChildGateway child, String text) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (child.err().stream().noneMatch(line -> line.contains(text))) {
      assertThat(System.nanoTime()).as(text + " in " + child.err()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
