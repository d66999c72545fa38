package io.lakegate.gateway.profiles;

import io.lakegate.gateway.config.GatewayConfig;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.HostFacts;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.credential.CredentialSource;
import io.lakegate.sdk.error.ConfigException.Problem;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The profiles while they are served. They change one by one: a profile whose new form cannot be
 * used keeps the one it had, and the others take theirs.
 *
 * <p><b>Threading:</b> any thread; {@link #renew} blocks.
 */
public final class LiveProfiles {

  private final Set<String> needed;
  private final Consumer<Profiles> listener;
  private final Map<Place, RenewableSource> sources = new ConcurrentHashMap<>();
  private final Map<URI, HostFacts> facts = new ConcurrentHashMap<>();
  private volatile Profiles now;

  /**
   * An exchange under way goes on to the host that it began with, and never with the credentials of
   * another.
   */
  private record Place(String profile, URI origin) {

    static Place of(OriginProfile profile) {
      return new Place(profile.name(), profile.origin());
    }
  }

  /**
   * Begins to serve.
   *
   * @param first the profiles at the start
   * @param needed the names of those that are not to go while the gateway runs; the default one is
   *     among them in any case
   * @param listener is told of the profiles before anybody is served by them, and of every change
   */
  public LiveProfiles(Profiles first, Set<String> needed, Consumer<Profiles> listener) {
    this.needed = Set.copyOf(needed);
    this.listener = listener;
    this.now = first;
    first.all().values().forEach(this::take);
    listener.accept(first);
  }

  /** The profiles as they are served now. */
  public Profiles now() {
    return now;
  }

  /** The credentials of a profile that is served now, or was when an exchange began. */
  public CredentialSource sourceOf(OriginProfile profile) {
    RenewableSource source = sources.get(Place.of(profile));
    if (source == null) {
      throw new IllegalStateException("the profile " + profile.name() + " has no credentials");
    }
    return source;
  }

  /**
   * Takes over what the configuration says now.
   *
   * @param check what else is wrong with a profile
   * @return what has changed, and what could not be taken over
   */
  public synchronized ProfileChanges renew(
      GatewayConfig config,
      ConfigResolver resolver,
      CredentialContext context,
      Function<OriginProfile, Optional<Problem>> check) {
    ProfileReading reading = new ProfileReading(config, resolver, context, HostQuestion.ASKED);
    Profiles before = now;
    Renewal renewal = new Renewal(before, reading, needed, check);
    Profiles next = filled(renewal.profiles());
    next.all()
        .forEach(
            (name, profile) -> {
              if (!profile.equals(before.all().get(name))) {
                take(profile);
              }
            });
    listener.accept(next);
    now = next;
    return renewal.changes();
  }

  /** The hosts of profiles that have not told of themselves yet. */
  public Set<URI> untold() {
    return now.all().values().stream()
        .map(profile -> profile.origin().origin())
        .filter(host -> !facts.containsKey(host))
        .collect(Collectors.toSet());
  }

  /** Takes what a host tells of itself; it fills only what is not configured. */
  public synchronized void told(URI host, HostFacts told) {
    facts.put(host, told);
    Profiles next = filled(now);
    listener.accept(next);
    now = next;
  }

  private Profiles filled(Profiles profiles) {
    SequencedMap<String, Profile> all = new LinkedHashMap<>();
    profiles
        .all()
        .forEach(
            (name, profile) -> {
              HostFacts told = facts.get(profile.origin().origin());
              all.put(name, told == null ? profile : profile.filled(told));
            });
    return new Profiles(all, profiles.unusable(), profiles.defaultName());
  }

  private void take(Profile profile) {
    RenewableSource known = sources.get(Place.of(profile.origin()));
    if (known == null) {
      sources.put(Place.of(profile.origin()), new RenewableSource(profile.credentials()));
    } else {
      known.renew(profile.credentials());
    }
  }

  /** The credentials of the profiles of these names, as far as they are served. */
  public SequencedMap<String, CredentialSource> sources(List<String> names) {
    Profiles served = now;
    SequencedMap<String, CredentialSource> found = new LinkedHashMap<>();
    served
        .all()
        .forEach(
            (name, profile) -> {
              if (names.contains(name)) {
                found.put(name, sourceOf(profile.origin()));
              }
            });
    return found;
  }
}
