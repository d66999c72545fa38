package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.LargeBodies;
import io.lakegate.gateway.testing.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Bodies far larger than the heap. */
final class SmallHeapIT {

  private static final long MIB = 1024L * 1024;
  private static final String HEAP = "-Xmx64m";

  /** More than the heap and the direct buffers, of which there are as many at most, together. */
  private static final long LARGE = 192 * MIB;

  private static final long HUGE = 5 * 1024 * MIB;

  /** A warmed-up process has its buffers, its code and most of its heap. */
  private static final long WARM_UP = 64 * MIB;

  /** What the rest of the heap and a larger code cache may still add. */
  private static final long GROWTH_KIB = 48 * 1024;

  private static final Path DIST = Path.of("target/lakegate/bin/lakegate");

  @Test
  void forward_bodiesLargerThanAllMemory_crossUnchanged() throws Exception {
    try (LargeBodies bodies = LargeBodies.start();
        ChildGateway child = start(ChildGateway.child(), bodies)) {
      int port = child.port("listen");
      assertThat(bodies.download(port, LARGE)).isEqualTo(LARGE);
      assertThat(bodies.upload(port, LARGE)).isEqualTo(LARGE);
      assertServes(port);
      assertThat(child.err()).noneMatch(line -> line.contains("OutOfMemory"));
    }
  }

  @Test
  @Tag("slow")
  @DisabledIfSystemProperty(named = "dist.skip", matches = "true", disabledReason = "no dist built")
  void forward_fiveGibibytesEachWay_needNoMoreMemoryThanAFew(TestReporter reporter)
      throws Exception {
    try (LargeBodies bodies = LargeBodies.start();
        ChildGateway child = start(ChildGateway.child().launcher(DIST.toAbsolutePath()), bodies)) {
      int port = child.port("listen");
      assertThat(bodies.download(port, WARM_UP)).isEqualTo(WARM_UP);
      assertThat(bodies.upload(port, WARM_UP)).isEqualTo(WARM_UP);
      long before = child.residentKib();

      assertThat(bodies.download(port, HUGE)).isEqualTo(HUGE);
      long between = child.residentKib();
      assertThat(bodies.upload(port, HUGE)).isEqualTo(HUGE);
      long after = child.residentKib();
      long peak = child.peakResidentKib();
      reporter.publishEntry(
          "resident KiB", "%d, %d, %d, at most %d".formatted(before, between, after, peak));
      assertThat(peak - before).isLessThan(GROWTH_KIB);
      assertServes(port);
      assertThat(child.err()).noneMatch(line -> line.contains("OutOfMemory"));
    }
  }

  private static ChildGateway start(ChildGateway.Builder builder, LargeBodies bodies) {
    return builder.origin(bodies.origin()).jvm(HEAP).start("--listen=127.0.0.1:0", "--admin=off");
  }

  private static void assertServes(int port) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(404);
    }
  }
}
