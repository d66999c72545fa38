package io.lakegate.sdk.waiting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the answer to a poll is judged. All paths are dotted names of JSON members, or JSON pointers
 * (RFC 6901) where they begin with a slash.
 */
public sealed interface Judgement {

  /**
   * By the text, or the boolean, of one member.
   *
   * @param statePath where the state stands
   * @param success the states that mean success; booleans as {@code true} and {@code false}
   * @param failure the states that mean failure
   * @param dead states in which the operation ended although the SDKs go on waiting; failures too
   * @param messagePath where the platform explains itself
   * @param resultPath where a second member refines success: a job run's {@code result_state}
   * @param absentIsSuccess whether an entity without the state is ready, as one that never had to
   *     be provisioned; otherwise its state is still to come
   * @param elsewhere the states of further members that mean failure too, by the member's path
   */
  record States(
      String statePath,
      Set<String> success,
      Set<String> failure,
      Set<String> dead,
      Optional<String> messagePath,
      Optional<String> resultPath,
      boolean absentIsSuccess,
      Map<String, Set<String>> elsewhere)
      implements Judgement {

    /** States that an entity always has in the end, and in one member. */
    public States(
        String statePath,
        Set<String> success,
        Set<String> failure,
        Set<String> dead,
        Optional<String> messagePath,
        Optional<String> resultPath) {
      this(statePath, success, failure, dead, messagePath, resultPath, false, Map.of());
    }

    /** Copies the sets and the map. */
    public States {
      success = Set.copyOf(success);
      failure = Set.copyOf(failure);
      dead = Set.copyOf(dead);
      elsewhere = Collections.unmodifiableMap(new LinkedHashMap<>(elsewhere));
    }

    /** The same, except that only these states mean success. */
    States until(Set<String> states) {
      return new States(
          statePath, states, failure, dead, messagePath, resultPath, absentIsSuccess, elsewhere);
    }
  }

  /**
   * By the members {@code done}, {@code error} and {@code response} of a {@code google.longrunning}
   * style operation.
   */
  record Operation() implements Judgement {}

  /**
   * By the entity's absence: 404 is success.
   *
   * @param statePath where the state stands, where there is one
   * @param gone states that mean the same as absence
   * @param failure the states that mean failure
   */
  record Gone(Optional<String> statePath, Set<String> gone, Set<String> failure)
      implements Judgement {

    /** Copies the sets. */
    public Gone {
      gone = Set.copyOf(gone);
      failure = Set.copyOf(failure);
    }
  }

  /**
   * By the states of all elements of an array: over when each is at an end, a failure when one has
   * failed.
   *
   * @param itemsPath where the array stands
   * @param statePath where an element's state stands
   * @param pending the states that are not an end
   * @param success the states that are a good end; empty where every state is one that is neither
   *     pending nor a failure
   * @param failure the states that mean failure
   * @param messagePath where an element explains itself
   * @param ignored the boolean member that excludes an element, where there is one
   */
  record Elements(
      String itemsPath,
      String statePath,
      List<String> pending,
      Set<String> success,
      Set<String> failure,
      Optional<String> messagePath,
      Optional<String> ignored)
      implements Judgement {

    /** Copies the collections. */
    public Elements {
      pending = List.copyOf(pending);
      success = Set.copyOf(success);
      failure = Set.copyOf(failure);
    }
  }
}
