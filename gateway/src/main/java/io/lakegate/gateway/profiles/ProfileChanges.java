package io.lakegate.gateway.profiles;

import java.util.List;
import java.util.Map;

/**
 * What a second look at the profiles has found.
 *
 * @param changed what is new in each profile that was served already, by its name; no secret
 * @param added the names of those that are served from now on
 * @param removed the names of those that are not served any more
 * @param problems what could not be taken over, each cause once
 */
public record ProfileChanges(
    Map<String, List<String>> changed,
    List<String> added,
    List<String> removed,
    List<String> problems) {

  /** Copies the lists. */
  public ProfileChanges {
    changed = Map.copyOf(changed);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    problems = List.copyOf(problems);
  }

  /** Whether everything is served as it was. */
  public boolean isEmpty() {
    return changed.isEmpty() && added.isEmpty() && removed.isEmpty();
  }
}
