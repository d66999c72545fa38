package io.lakegate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.wire.KnownDifferences.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KnownDifferencesTest {

  private static final Outcome REFUSED = new Outcome(List.of(400), false, true, List.of());
  private static final List<RawRequest> REQUESTS =
      List.of(request("get"), request("host a"), request("host b"));
  private static final Entry HOSTS = new Entry(List.of(Peer.NGINX), "stricter", List.of("host …"));

  private static RawRequest request(String name) {
    return new RawRequest(name, new Verdict.Broken(), "");
  }

  private static Difference stricter(String request) {
    return new Difference(Peer.NGINX, "stricter", request, REFUSED, passed(1));
  }

  private static Outcome passed(int body) {
    SeenRequest seen = new SeenRequest("GET /x HTTP/1.1", "none", List.of("a"), body, List.of());
    return new Outcome(List.of(200), true, true, List.of(seen));
  }

  @Test
  void file_names_areOfRequests_andEachEntryHasItsPeers() {
    List<RawRequest> all = RawRequest.all();
    assertThat(all).extracting(RawRequest::name).doesNotHaveDuplicates();
    assertThat(KnownDifferences.all())
        .isNotEmpty()
        .allSatisfy(known -> assertThat(known.entries()).isNotEmpty())
        .flatExtracting(KnownDifferences::entries)
        .allSatisfy(entry -> assertThat(entry.peers()).isNotEmpty())
        .flatExtracting(entry -> entry.unknown(all))
        .isEmpty();
  }

  @Test
  void entry_thatHolds_coversAndIsNotStale() {
    List<Difference> differences = List.of(stricter("host a"), stricter("host b"));
    assertThat(differences).allMatch(HOSTS::covers);
    assertThat(HOSTS.stale(REQUESTS, differences)).isEmpty();
    assertThat(HOSTS.covers(stricter("get"))).isFalse();
  }

  @Test
  void entry_ofWhatDoesNotDifferAnyMore_isStale() {
    assertThat(HOSTS.stale(REQUESTS, List.of(stricter("host a")))).hasSize(1);
    assertThat(HOSTS.stale(List.of(request("get")), List.of())).hasSize(1);
  }

  @Test
  void outcome_differs_inWhatTheClientAndTheOriginSaw() {
    assertThat(REFUSED.differs(passed(1))).isEqualTo("stricter");
    assertThat(passed(1).differs(REFUSED)).isEqualTo("laxer");
    assertThat(passed(1).differs(passed(1))).isEmpty();
    assertThat(passed(1).differs(passed(2))).isEqualTo("body");
    assertThat(REFUSED.differs(new Outcome(List.of(501), true, false, List.of())))
        .isEqualTo("status+kept+sound");
  }
}
