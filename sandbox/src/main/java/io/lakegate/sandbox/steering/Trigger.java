package io.lakegate.sandbox.steering;

import io.lakegate.sandbox.http.PathTemplate;
import java.util.List;

/**
 * A request that begins an operation, as a row of {@code triggers.tsv} tells it.
 *
 * @param waitName the name of the wait for its end
 * @param method the HTTP method
 * @param path the path's template
 * @param binds where the ids of the thing that is waited for come from
 * @param answersBody whether the answer shows the thing; otherwise it is an empty object
 * @param passing the states that the thing passes through, none for the wait's own
 * @param turn when the operation ends otherwise than usual
 * @param resource where the resource's name comes from
 * @param view the wait that shows the resource while an operation works on it, empty for none
 * @param viewPassing the state that the resource passes through meanwhile
 * @param viewGone whether the resource is gone at the end
 */
public record Trigger(
    String waitName,
    String method,
    String path,
    List<Bind> binds,
    boolean answersBody,
    List<String> passing,
    Turn turn,
    Resource resource,
    String view,
    String viewPassing,
    boolean viewGone) {

  /** Copies the lists. */
  public Trigger {
    binds = List.copyOf(binds);
    passing = List.copyOf(passing);
  }

  boolean concerns(String requestMethod, String requestPath) {
    return (requestMethod.isEmpty() || requestMethod.equals(method))
        && PathTemplate.of(path).match(requestPath).isPresent();
  }

  /**
   * Where one id comes from.
   *
   * @param id the id, as the wait's path calls it
   * @param from where it comes from
   * @param name the member, place or parameter that holds it; in an answer, its path
   */
  public record Bind(String id, From from, String name) {}

  /** Where an id comes from. */
  public enum From {
    /** A place in the request's path. */
    PATH,
    /** A member of the request's body. */
    BODY,
    /** The answer, as a text. */
    TEXT,
    /** The answer, as an int64. */
    NUMBER,
    /** The name of the resource, which the answer gives where {@code name} says so. */
    RESOURCE,
    /** The name of the operation, which the answer gives. */
    OPERATION
  }

  /** Where a resource's name comes from. */
  public enum Resource {
    /** There is none. */
    NONE,
    /** The request's path, and a new id. */
    NEW,
    /** The request's path. */
    SELF,
    /** The request's path without its last segment, which is a verb. */
    VERB
  }

  /** When an operation ends otherwise than usual. */
  public sealed interface Turn {}

  /** Never. */
  public record Straight() implements Turn {}

  /** In another state, when a parameter of query or body has a value. */
  public record Asked(String parameter, String value, String end) implements Turn {}

  /** At once, and in the same state, when the thing is in it already. */
  public record Kept(String state) implements Turn {}

  /** At once, in a state, unless the thing has come to its end already. */
  public record Cut(String end) implements Turn {}

  /** At once; the thing is gone. */
  public record Removed() implements Turn {}
}
