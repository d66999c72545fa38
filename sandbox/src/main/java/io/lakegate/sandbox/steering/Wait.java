package io.lakegate.sandbox.steering;

import io.lakegate.sandbox.http.PathTemplate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Something that can be waited for, as a row of {@code waits.tsv} tells it.
 *
 * @param name its name
 * @param kind what its end is seen by
 * @param served the feature that carries it out, empty for the generic one
 * @param level {@code workspace} or {@code account}
 * @param poll the template of the path that shows how far it is
 * @param fill that path with places for the ids that its triggers give
 * @param query the query parameters that the path needs, by the id that they take
 * @param statusPath where its state stands, empty where there is none
 * @param passing the states that it passes through
 * @param success the states in which it has succeeded
 * @param failure the states in which it has failed
 * @param dead the states that it never leaves although they are no end
 * @param messagePath where a message about its end stands, empty where there is none
 * @param codePath where an error code stands, empty where there is none
 * @param naming how operations are named
 * @param resultType the type of an operation's result, empty for none
 * @param metadataType the type of an operation's metadata, empty for none
 */
public record Wait(
    String name,
    Kind kind,
    String served,
    String level,
    String poll,
    String fill,
    Map<String, String> query,
    String statusPath,
    List<String> passing,
    List<String> success,
    List<String> failure,
    List<String> dead,
    String messagePath,
    String codePath,
    Naming naming,
    String resultType,
    String metadataType) {

  /** Copies the lists. */
  public Wait {
    query = Map.copyOf(query);
    passing = List.copyOf(passing);
    success = List.copyOf(success);
    failure = List.copyOf(failure);
    dead = List.copyOf(dead);
  }

  /** Returns what tells the things that are waited for apart: the path and its parameters. */
  public String key(String path, Function<String, String> parameter) {
    Map<String, String> parameters = new TreeMap<>();
    query.values().forEach(name -> parameters.put(name, parameter.apply(name)));
    return PathTemplate.canonical(path) + parameters;
  }

  /** Returns the state in which it ends when nothing is steered; empty when the thing is gone. */
  public String usualEnd() {
    return kind == Kind.ABSENT ? "" : success.getFirst();
  }

  /** What the end of a wait is seen by. */
  public enum Kind {
    /** A state. */
    STATE,
    /** An operation's {@code done}, with {@code response} or {@code error}. */
    OPERATION,
    /** A flag. */
    BOOLEAN,
    /** The states of several things in one list. */
    ITEMS,
    /** A 404. */
    ABSENT
  }

  /** How operations are named. */
  public enum Naming {
    /** It is no operation. */
    NONE,
    /** As the thing that they concern. */
    SAME,
    /** {@code operations/ID}. */
    BARE,
    /** {@code THING/operations/ID}. */
    NESTED
  }
}
