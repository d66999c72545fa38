package io.lakegate.gateway.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One request of which a peer makes something else.
 *
 * @param kind in what it differs
 * @param request the name of the request
 * @param ours what the gateway makes of it
 * @param theirs what the peer does
 */
record Difference(Peer peer, String kind, String request, Outcome ours, Outcome theirs) {

  /** Between the gateway's outcomes and a peer's, by the requests' names. */
  static List<Difference> between(
      Map<String, Outcome> ours, Peer peer, Map<String, Outcome> theirs) {
    List<Difference> differences = new ArrayList<>();
    ours.forEach(
        (request, our) -> {
          Outcome their = Objects.requireNonNull(theirs.get(request));
          String kind = our.differs(their);
          if (!kind.isEmpty()) {
            differences.add(new Difference(peer, kind, request, our, their));
          }
        });
    return differences;
  }

  boolean is(Peer otherPeer, String otherKind, String otherRequest) {
    return peer == otherPeer && kind.equals(otherKind) && request.equals(otherRequest);
  }

  @Override
  public String toString() {
    return String.join(
        "\n  ",
        peer.title() + "\t" + kind + "\t" + request,
        "gateway " + ours,
        "peer    " + theirs);
  }
}
