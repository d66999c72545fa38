package io.lakegate.sandbox.steering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one operation goes.
 *
 * @param ending which way it goes
 * @param duration how long it takes, absent for the usual time
 * @param state the state in which it ends, empty for the usual one
 * @param states the states that it passes through, none for the usual ones
 * @param text what is said about its end
 * @param members what its end shows beside its state
 */
public record Steer(
    Ending ending,
    @Nullable Duration duration,
    String state,
    List<String> states,
    Text text,
    ObjectNode members) {
  /** Nothing is steered. */
  public static final Steer USUAL =
      new Steer(Ending.SUCCESS, null, "", List.of(), new Text("", ""), Json.object());

  /** A state that no list of the platform's states has. */
  public static final String UNKNOWN = "SOMETHING_NEW";

  /** Copies the list. */
  public Steer {
    states = List.copyOf(states);
  }

  /** Returns how long the operation takes. */
  public Duration lasting(Duration usual) {
    Duration steered = duration;
    return steered == null ? usual : steered;
  }

  /** Returns the states that the operation passes through. */
  public List<String> passing(List<String> usual) {
    List<String> passing = new ArrayList<>(states.isEmpty() ? usual : states);
    if (ending == Ending.UNKNOWN_FIRST) {
      passing.addFirst(UNKNOWN);
    }
    return passing;
  }

  /** Returns the state in which the operation ends, empty where the thing is gone. */
  public String end(String usual) {
    return state.isEmpty() ? usual : state;
  }

  /** Tells whether the operation stays under way. */
  public boolean endless() {
    return ending == Ending.NEVER;
  }

  /**
   * Returns the operation, which begins now.
   *
   * @param passing the usual states on the way
   * @param end the usual end
   * @param now the present
   * @param usual the usual time
   */
  public Motion motion(List<String> passing, String end, Instant now, Duration usual) {
    return new Motion(passing(passing), end(end), now, lasting(usual), endless());
  }

  /** Returns what is said about an end that is no success. */
  public String message(String end) {
    return text.message().isEmpty()
        ? "The sandbox was asked to end this as " + end
        : text.message();
  }

  /**
   * What is said about the end.
   *
   * @param message the message, empty for the usual one
   * @param code the error code, empty for the usual one
   */
  public record Text(String message, String code) {}
}
