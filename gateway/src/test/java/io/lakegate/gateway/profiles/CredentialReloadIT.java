package io.lakegate.gateway.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
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
        awaitLogged(child, "the credentials were read anew");
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

        awaitLogged(child, "cannot be used, and those in use stay");
        assertThat(child.err().toString()).contains("line 2").doesNotContain("canary");
        assertThat(sent(child, origin)).isEqualTo("Bearer first-canary");

        write(origin, "third-canary");
        awaitSent(child, origin, "Bearer third-canary");
      }
    }
  }

  @Test
  void profileFile_otherHost_needsANewStart() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        FakeOrigin other = FakeOrigin.start(FakeOrigin.json("{}"))) {
      write(origin, "first-canary");
      try (ChildGateway child = child().start(FREE)) {
        child.readyLine();
        write(other, "second-canary");

        awaitLogged(child, "needs a new start");
        assertThat(sent(child, origin)).isEqualTo("Bearer first-canary");
        assertThat(other.calls()).isEmpty();
      }
    }
  }

  @Test
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

  private ChildGateway.Builder child() {
    return ChildGateway.child().env("DATABRICKS_CONFIG_FILE", file.toString());
  }

  /** As a whole, so that no half of it is ever read. */
  private void write(FakeOrigin origin, String token) throws IOException {
    Path next = folder.resolve("next");
    Files.writeString(next, "[DEFAULT]\nhost = %s\ntoken = %s\n".formatted(origin.url(), token));
    Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static String sent(ChildGateway child, FakeOrigin origin) throws IOException {
    try (RawClient client = RawClient.connect(child.port("listen"))) {
      client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
    }
    return origin.calls().getLast().field("authorization");
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
