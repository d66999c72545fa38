package io.lakegate.gateway.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What became of one raw request at one proxy.
 *
 * @param statuses what the client was answered, in order; 9 for an answer without a head
 * @param kept whether the connection then served another request
 * @param sound whether other requests got their own answers
 * @param seen what the origin got
 */
record Outcome(List<Integer> statuses, boolean kept, boolean sound, List<SeenRequest> seen) {

  /**
   * In what the outcome of another proxy differs from this one, in a word or several; empty if in
   * nothing.
   */
  String differs(Outcome other) {
    List<String> kinds = new ArrayList<>();
    if (seen.isEmpty() != other.seen.isEmpty()) {
      kinds.add(seen.isEmpty() ? "stricter" : "laxer");
    } else {
      note(kinds, "status", other, Outcome::statuses);
      note(kinds, "kept", other, Outcome::kept);
      if (seen.size() != other.seen.size()) {
        kinds.add("count");
      } else {
        note(kinds, "line", other, all(SeenRequest::line));
        note(kinds, "framing", other, all(SeenRequest::framing));
        note(kinds, "hosts", other, all(request -> request.hosts().size()));
        note(kinds, "body", other, all(SeenRequest::body));
        note(kinds, "fields", other, all(SeenRequest::fields));
      }
    }
    note(kinds, "sound", other, Outcome::sound);
    return String.join("+", kinds);
  }

  private void note(
      List<String> kinds, String kind, Outcome other, Function<Outcome, Object> part) {
    if (!part.apply(this).equals(part.apply(other))) {
      kinds.add(kind);
    }
  }

  private static Function<Outcome, Object> all(Function<SeenRequest, Object> part) {
    return outcome -> outcome.seen.stream().map(part).toList();
  }

  @Override
  public String toString() {
    return statuses + (kept ? " kept" : " closed") + (sound ? "" : " UNSOUND") + " " + seen;
  }
}
