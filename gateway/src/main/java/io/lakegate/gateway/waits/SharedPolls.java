package io.lakegate.gateway.waits;

import io.lakegate.gateway.conversation.Conversations;
import io.lakegate.gateway.conversation.OwnRequest;
import io.lakegate.gateway.conversation.SharedCall;
import io.lakegate.gateway.conversation.SharedCalls;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginProfile;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The polls of all waits. Waits that ask the same of the same origin for the same client share
 * them: whoever is due first asks, and everybody who waits is told. The request carries no client's
 * own fields. What it costs counts for the one who asked, or for another where that one has left,
 * so that each attempt counts once.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class SharedPolls {

  /** What is given up ends within a few turns of its event loop. */
  private static final Duration GIVEN_UP_WITHIN = Duration.ofMillis(200);

  private final Map<Key, Poller> pollers = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> open = new ConcurrentHashMap<>();

  /**
   * What must be equal for polls to be one.
   *
   * @param profile the profile's name
   * @param origin the host, which a profile may change
   * @param client the client's name; empty where clients have none, and so are all the same one
   * @param place the fields that name the workspace, where the profile has none of its own
   * @param target the request target
   */
  private record Key(String profile, URI origin, String client, List<String> place, String target) {

    static Key of(Exchange exchange, OriginProfile profile, String target) {
      List<String> place = SharedCalls.place(exchange.request());
      return new Key(
          profile.name(), profile.origin(), exchange.client().key().name(), place, target);
    }
  }

  /** How many waits of a profile there are. */
  public long open(String profile) {
    LongAdder waits = open.get(profile);
    return waits == null ? 0 : waits.sum();
  }

  /** Begins to take part in the polls of a target; to be closed at the end of the wait. */
  Member join(
      Conversations conversations, Exchange exchange, OriginProfile profile, String target) {
    Key key = Key.of(exchange, profile, target);
    open.computeIfAbsent(key.profile, _ -> new LongAdder()).increment();
    Poller poller =
        pollers.compute(
            key,
            (_, known) -> {
              Poller shared =
                  known == null
                      ? new Poller(conversations.shared(exchange, profile), target)
                      : known;
              shared.members++;
              return shared;
            });
    return new Member(key, poller);
  }

  /** Returns whether nobody is left, so that what is under way is given up. */
  private boolean leave(Key key) {
    open.computeIfAbsent(key.profile, _ -> new LongAdder()).decrement();
    Poller others =
        pollers.computeIfPresent(
            key,
            (_, poller) -> {
              poller.members--;
              if (poller.members > 0) {
                return poller;
              }
              poller.calls.close();
              return null;
            });
    return others == null;
  }

  /** One wait's part in the polls of its target. */
  final class Member implements AutoCloseable {

    private final Key key;
    private final Poller poller;
    private boolean left;

    private Member(Key key, Poller poller) {
      this.key = key;
      this.poller = poller;
    }

    /** The next poll that is begun after this moment, once it has been answered, or has failed. */
    CompletableFuture<SharedCall> next() {
      return poller.next();
    }

    /**
     * Asks now, or as soon as the poll under way has been answered; not at all where it is this one
     * that is under way.
     *
     * @param awaited what {@link #next} has given
     * @return whether it is this wait that asks
     */
    boolean due(CompletableFuture<SharedCall> awaited) {
      return poller.due(awaited);
    }

    /** The polls that have been answered since whoever asked for them left: they count here. */
    List<SharedCall> takeOver() {
      return poller.takeOver();
    }

    /**
     * Leaves before the answer to a poll. Unless others wait for it too, and take it over, it is
     * given up, which takes a moment.
     *
     * @param awaited what {@link #next} has given
     * @param asked whether it is this wait that asks
     * @return the polls that count for this wait
     */
    List<SharedCall> giveUp(CompletableFuture<SharedCall> awaited, boolean asked) {
      if (asked) {
        poller.leaveBehind(awaited);
      }
      left = true;
      return leave(key) ? poller.givenUp() : List.of();
    }

    @Override
    public void close() {
      if (!left) {
        left = true;
        leave(key);
      }
    }
  }

  /** The polls of one target. */
  private static final class Poller {

    private final SharedCalls calls;
    private final String target;
    private int members;
    private CompletableFuture<SharedCall> next = new CompletableFuture<>();
    private boolean underWay;
    private boolean again;
    private final List<CompletableFuture<SharedCall>> leftBehind = new ArrayList<>();

    Poller(SharedCalls calls, String target) {
      this.calls = calls;
      this.target = target;
    }

    synchronized CompletableFuture<SharedCall> next() {
      return next;
    }

    @SuppressWarnings("ReferenceEquality") // That very poll, not one with an equal answer.
    synchronized boolean due(CompletableFuture<SharedCall> awaited) {
      if (awaited != next || again) {
        return false;
      }
      if (underWay) {
        again = true;
      } else {
        ask();
      }
      return true;
    }

    synchronized void leaveBehind(CompletableFuture<SharedCall> poll) {
      leftBehind.add(poll);
    }

    synchronized List<SharedCall> takeOver() {
      List<SharedCall> answered = new ArrayList<>();
      leftBehind.removeIf(
          poll -> {
            boolean done = poll.isDone();
            if (done) {
              answered.add(poll.join());
            }
            return done;
          });
      return answered;
    }

    List<SharedCall> givenUp() {
      CompletableFuture<?>[] polls;
      synchronized (this) {
        polls = leftBehind.toArray(CompletableFuture<?>[]::new);
      }
      CompletableFuture.allOf(polls)
          .thenApply(_ -> true)
          .completeOnTimeout(false, GIVEN_UP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .join();
      return takeOver();
    }

    private void ask() {
      CompletableFuture<SharedCall> asked = next;
      next = new CompletableFuture<>();
      underWay = true;
      again = false;
      SharedCall call = calls.begin(OwnRequest.get(target));
      var _ =
          call.answer()
              .whenComplete(
                  (_, _) -> {
                    answered();
                    asked.complete(call);
                  });
    }

    private synchronized void answered() {
      underWay = false;
      if (again) {
        ask();
      }
    }
  }
}
