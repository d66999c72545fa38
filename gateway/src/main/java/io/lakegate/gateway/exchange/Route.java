package io.lakegate.gateway.exchange;

import io.lakegate.sdk.http.RawQuery;

/** Where an exchange goes. */
public sealed interface Route {

  /** The route before the route stage has decided. */
  Route UNDECIDED = new Undecided();

  /** Not decided yet. */
  record Undecided() implements Route {}

  /**
   * To the origin of a profile.
   *
   * @param profile the profile
   * @param target the request target for the origin, beginning with one slash
   * @param kind what is known of the endpoint
   */
  record ToOrigin(OriginProfile profile, String target, EndpointKind kind) implements Route {

    /** The target without its query. */
    public String path() {
      return RawQuery.pathOf(target);
    }
  }

  /** Answered by the gateway itself. */
  record Local() implements Route {}
}
