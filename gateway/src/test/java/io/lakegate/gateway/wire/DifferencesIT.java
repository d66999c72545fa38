package io.lakegate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends everything in the file of raw requests through the gateway, nginx and HAProxy, each before
 * an origin of its own. What they make of it differently stands in the file of differences with a
 * reason, and is counted in {@code docs/http.md}; {@code -Dlakegate.reference.write=true} writes
 * the counts there.
 */
@Tag("slow")
@Timeout(300)
final class DifferencesIT {

  private static final Path DOCUMENT =
      Path.of("..", "docs", "http.md").toAbsolutePath().normalize();
  private static final String BEGIN = "<!-- counted by DifferencesIT -->\n";
  private static final String END = "<!-- until here -->\n";

  private static final List<RawRequest> REQUESTS = RawRequest.all();
  private static final List<KnownDifferences> KNOWN = KnownDifferences.all();
  private static final List<Difference> DIFFERENCES = new ArrayList<>();
  private static final Map<String, Outcome> OURS = new LinkedHashMap<>();

  @TempDir private static Path dir;

  /** The table is of certain versions; others differ elsewhere. */
  @BeforeAll
  static void compare() throws IOException {
    for (Peer peer : Peer.values()) {
      assumeTrue(
          peer.version().equals(peer.compared()),
          "the table is of "
              + peer.title()
              + " "
              + peer.compared()
              + ", here is "
              + peer.version());
    }
    var ours = Trials.ofGateway(REQUESTS, dir);
    Map<Peer, CompletableFuture<Map<String, Outcome>>> theirs = new EnumMap<>(Peer.class);
    for (Peer peer : Peer.values()) {
      theirs.put(peer, Trials.of(peer, REQUESTS, dir));
    }
    // None is stopped before it is at its end, whatever becomes of another.
    theirs.values().forEach(one -> one.handle((_, _) -> true).join());
    OURS.putAll(ours.join());
    theirs.forEach(
        (peer, outcomes) -> DIFFERENCES.addAll(Difference.between(OURS, peer, outcomes.join())));
    DIFFERENCES.removeIf(one -> KnownDifferences.unsteady(KNOWN, one.peer(), one.request()));
  }

  @Test
  void differences_each_haveOneReason() {
    assertThat(DIFFERENCES)
        .filteredOn(one -> KNOWN.stream().filter(known -> known.cover(one)).count() != 1)
        .isEmpty();
  }

  @Test
  void reasons_each_haveTheirDifferences() {
    assertThat(KNOWN)
        .flatExtracting(KnownDifferences::entries)
        .flatExtracting(entry -> entry.stale(REQUESTS, DIFFERENCES))
        .isEmpty();
  }

  /** In no case does a client get another one's answer, whatever came before. */
  @Test
  void outcomes_ofTheGateway_areSound() {
    assertThat(OURS)
        .hasSameSizeAs(REQUESTS)
        .allSatisfy((_, one) -> assertThat(one.sound()).isTrue());
  }

  @Test
  void document_hasTheCounts() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    if (Boolean.getBoolean("lakegate.reference.write")) {
      document = document.substring(0, begin) + counts() + document.substring(end);
      Files.writeString(DOCUMENT, document);
      end = document.indexOf(END);
    }
    assertThat(document.substring(begin, end)).isEqualTo(counts());
  }

  private static String counts() {
    StringBuilder text = new StringBuilder("\n");
    text.append(REQUESTS.size()).append(" requests.");
    for (Peer peer : Peer.values()) {
      long different = DIFFERENCES.stream().filter(one -> one.peer() == peer).count();
      long unsteady =
          REQUESTS.stream()
              .filter(one -> KnownDifferences.unsteady(KNOWN, peer, one.name()))
              .count();
      text.append(' ').append(peer.title()).append(' ').append(peer.compared());
      text.append(" does the same with ").append(REQUESTS.size() - different - unsteady);
      text.append(", something else with ").append(different);
      text.append(unsteady == 0 ? "." : ", and now this, now that with " + unsteady + ".");
    }
    text.append("\n\n| what differs | why the gateway does so | nginx | HAProxy |\n");
    text.append("|---|---|---|---|\n");
    for (KnownDifferences known : KNOWN) {
      text.append("| ").append(known.what()).append(" | ").append(known.why()).append(" |");
      for (Peer peer : Peer.values()) {
        text.append(' ').append(known.count(peer, DIFFERENCES)).append(" |");
      }
      text.append('\n');
    }
    return text.append('\n').toString();
  }
}
