package io.lakegate.gateway.profiles;

import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.sdk.error.ConfigException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/** Joins the profiles that are served with those of a new reading, each for itself. */
final class Renewal {

  private final Profiles before;
  private final ProfileReading reading;
  private final Set<String> needed;
  private final Function<OriginProfile, Optional<Problem>> check;
  private final SequencedMap<String, Profile> served = new LinkedHashMap<>();
  private final Map<String, String> unusable = new LinkedHashMap<>();
  private final Map<String, List<String>> changed = new LinkedHashMap<>();
  private final List<String> added = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final SequencedMap<String, List<String>> kept = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final String defaultName;

  Renewal(
      Profiles before,
      ProfileReading reading,
      Set<String> needed,
      Function<OriginProfile, Optional<Problem>> check) {
    this.before = before;
    this.reading = reading;
    this.needed = needed;
    this.check = check;
    reading.found().forEach(this::found);
    reading.failed().forEach((name, failure) -> failed(name, failure.reason()));
    this.defaultName = chosenDefault();
    before.all().forEach(this::stays);
    before.unusable().forEach(this::staysUnusable);
    tellKept();
  }

  private void found(String name, Profile fresh) {
    Optional<Problem> wrong = check.apply(fresh.origin());
    if (wrong.isPresent()) {
      failed(name, wrong.get().message());
      return;
    }
    Profile old = before.all().get(name);
    if (old == null) {
      served.put(name, fresh);
      added.add(name);
      return;
    }
    List<String> difference = ProfileDifference.between(old, fresh);
    served.put(name, difference.isEmpty() ? old : fresh);
    if (!difference.isEmpty()) {
      changed.put(name, difference);
    }
  }

  private void failed(String name, String reason) {
    Profile old = before.all().get(name);
    if (old == null) {
      unusable.put(name, reason);
      problems.add("the profile %s cannot be served: %s".formatted(name, reason));
    } else {
      keep(name, old, reason);
    }
  }

  private void keep(String name, Profile old, String reason) {
    served.put(name, old);
    kept.computeIfAbsent(reason, _ -> new ArrayList<>()).add(name);
  }

  /** The default profile does not go as long as nothing else can take its place. */
  private String chosenDefault() {
    String old = before.defaultName();
    Optional<String> chosen = reading.defaultName().filter(served::containsKey);
    String name = chosen.orElse(old);
    if (!served.containsKey(name)) {
      Profile last = before.defaultProfile();
      reading
          .defaultFailure()
          .ifPresentOrElse(
              failure -> keep(name, last, failure.reason()), () -> served.put(name, last));
    }
    if (!name.equals(old)) {
      changed.computeIfAbsent(name, _ -> new ArrayList<>()).add("default instead of " + old);
    }
    return name;
  }

  private void stays(String name, Profile old) {
    if (served.containsKey(name)) {
      return;
    }
    if (!reading.tellsWhatIsGone()) {
      reading
          .defaultFailure()
          .ifPresentOrElse(
              failure -> keep(name, old, failure.reason()), () -> served.put(name, old));
    } else if (needed.contains(name)) {
      keep(name, old, "it is required, or a listener is pinned to it, so that it cannot go now");
    } else {
      removed.add(name);
    }
  }

  private void staysUnusable(String name, String reason) {
    if (!served.containsKey(name) && !reading.tellsWhatIsGone()) {
      unusable.putIfAbsent(name, reason);
    }
  }

  private void tellKept() {
    kept.forEach(
        (reason, names) ->
            problems.add(
                names.size() == 1
                    ? "the profile %s keeps its old form: %s".formatted(names.getFirst(), reason)
                    : "the profiles %s keep their old form: %s"
                        .formatted(String.join(", ", names), reason)));
  }

  Profiles profiles() {
    return new Profiles(served, unusable, defaultName);
  }

  ProfileChanges changes() {
    return new ProfileChanges(changed, added, removed, problems);
  }
}
