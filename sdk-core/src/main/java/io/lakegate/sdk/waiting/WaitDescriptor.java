package io.lakegate.sdk.waiting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One kind of wait: what starts it, how it is polled, when it is over.
 *
 * @param name its name in the catalog, for instance {@code WaitGetClusterRunning}
 * @param poll the request that tells how things stand
 * @param judgement how the answer is judged
 * @param timeout how long it usually takes at most; empty where nobody knows
 * @param triggers the calls that start it; none for a wait that is only polled
 */
public record WaitDescriptor(
    String name,
    PollTarget poll,
    Judgement judgement,
    Optional<Duration> timeout,
    List<WaitTrigger> triggers) {

  /** Copies the list. */
  public WaitDescriptor {
    triggers = List.copyOf(triggers);
  }
}
