package io.lakegate.gateway.wire;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.wire.Probes.Probe;
import io.lakegate.gateway.wire.Probes.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One of many clients of a listener: sends requests in a row, reads the answers, leaves whenever it
 * likes, and checks that each answer is the one to its own request.
 */
final class MixedClient {

  private static final int IN_A_ROW = 6;
  private static final int ROUNDS = 12;

  /** What all clients together have seen. */
  static final class Tally {
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    /** Exchanges whose answer was the right one. */
    int answered() {
      return answered.get();
    }

    /** Exchanges that an end of their origin's connection took, which their client was told. */
    int lost() {
      return lost.get();
    }

    /** How often a client has left with requests under way. */
    int left() {
      return left.get();
    }

    /** Answers that were not the right one. */
    List<String> faults() {
      return List.copyOf(faults);
    }
  }

  private final int port;
  private final RandomGenerator random;
  private final Probes probes;
  private final Tally tally;

  MixedClient(int port, RandomGenerator random, Probes probes, Tally tally) {
    this.port = port;
    this.random = random;
    this.probes = probes;
    this.tally = tally;
  }

  /** Goes on until all clients together have so many answers. */
  Void run(int enough) throws IOException {
    while (tally.answered.get() < enough && tally.faults.isEmpty()) {
      try (RawClient client = RawClient.connect(port)) {
        int rounds = 1 + random.nextInt(ROUNDS);
        for (int round = 0; round < rounds; round++) {
          if (!converse(client, row())) {
            break;
          }
        }
      }
    }
    return null;
  }

  /** Some requests in a row, the last of which may be one after which nothing is read. */
  private List<Probe> row() {
    List<Probe> row = new ArrayList<>();
    int length = 1 + random.nextInt(IN_A_ROW);
    while (row.size() < length && (row.isEmpty() || !row.getLast().closes())) {
      row.add(probes.next());
    }
    return row;
  }

  /** Returns whether the connection may be used again. */
  private boolean converse(RawClient client, List<Probe> row) throws IOException {
    String text = row.stream().map(Probe::text).collect(Collectors.joining());
    if (random.nextInt(20) == 0) {
      leave(client, text);
      return false;
    }
    client.send(text);
    for (Probe probe : row) {
      if (!isAnswered(client, probe)) {
        return false;
      }
    }
    return true;
  }

  /** Leaves after a part of what it had to say, as often as not within a request. */
  private void leave(RawClient client, String text) throws IOException {
    tally.left.incrementAndGet();
    client.send(text.substring(0, random.nextInt(text.length() + 1)));
    if (random.nextBoolean()) {
      client.reset();
    }
  }

  private boolean isAnswered(RawClient client, Probe probe) throws IOException {
    Answer answer;
    try {
      answer = client.readAnswer(probe.method());
    } catch (IOException cut) {
      return lostAndOver();
    }
    if (answer.head().contains("credential-of-") || answer.body().contains("credential-of-")) {
      return fault("a credential", probe, answer);
    }
    return switch (probe.verdict()) {
      case Verdict.Echo echo -> isEcho(probe, echo, answer);
      case Verdict.NotServed _ -> {
        boolean refused = answer.status() == 404 && isError(answer, "PROFILE_NOT_FOUND");
        yield refused ? right() : fault("no refusal of the profile", probe, answer);
      }
      case Verdict.Closed _ -> {
        boolean refused = answer.status() >= 400 && !isError(answer, "");
        yield (refused && client.isClosedByServer())
            ? rightAndOver()
            : fault("no refusal and end", probe, answer);
      }
    };
  }

  private static boolean isError(Answer answer, String code) {
    return answer.field("lakegate-error").equals(code);
  }

  private boolean isEcho(Probe probe, Verdict.Echo echo, Answer answer) {
    if (answer.status() != 200) {
      // What an end of its origin's connection leaves open, its client is told.
      return (isError(answer, "OUTCOME_UNKNOWN") || isError(answer, "ORIGIN_RESET"))
          ? lost()
          : fault("no echo", probe, answer);
    }
    String body = probe.method().equals("HEAD") ? "" : ProfileOrigin.echo(echo.nonce());
    boolean own =
        answer.field("x-nonce").equals(echo.nonce())
            && answer.field("lakegate-profile").equals(echo.profile());
    if (own && answer.body().equals(body)) {
      return right();
    }
    // Half of its own answer, as its origin has cut it.
    return (own && body.startsWith(answer.body()))
        ? lostAndOver()
        : fault("another's answer", probe, answer);
  }

  private boolean rightAndOver() {
    tally.answered.incrementAndGet();
    return false;
  }

  private boolean lostAndOver() {
    tally.lost.incrementAndGet();
    return false;
  }

  private boolean right() {
    tally.answered.incrementAndGet();
    return true;
  }

  private boolean lost() {
    tally.lost.incrementAndGet();
    return true;
  }

  private boolean fault(String what, Probe probe, Answer answer) {
    tally.faults.add(what + " for " + probe + ": " + answer.head());
    return false;
  }
}
