package io.lakegate.gateway.exchange;

import io.lakegate.sdk.credential.Credential;
import java.util.List;
import java.util.Optional;

/**
 * One client request on its way through the stages. Immutable; stages derive copies.
 *
 * @param id the request id, 16 hexadecimal digits
 * @param request the client's request
 * @param listener the listener that took it
 * @param route where it goes; {@link Route.Undecided} before the route stage
 * @param attempt the number of the attempt at the origin, the first is 1; 0 outside of attempts
 * @param credential what authorizes this attempt; empty before the authorize stage
 * @param rejected the credential that the origin refused on the attempt before, to be replaced
 * @param client whether the client is still there
 * @param trace what is measured along the way
 */
public record Exchange(
    String id,
    ClientRequest request,
    Entrance listener,
    Route route,
    int attempt,
    Credential credential,
    Optional<Credential> rejected,
    ClientPresence client,
    ExchangeTrace trace) {

  private static final Credential NO_CREDENTIAL = new Credential(List.of(), Optional.empty());

  /** An exchange as the listener begins it. */
  public static Exchange begin(
      String id,
      ClientRequest request,
      Entrance listener,
      ClientPresence client,
      ExchangeTrace trace) {
    return new Exchange(
        id, request, listener, Route.UNDECIDED, 0, NO_CREDENTIAL, Optional.empty(), client, trace);
  }

  /** The same exchange with its route decided. */
  public Exchange withRoute(Route decided) {
    return new Exchange(
        id, request, listener, decided, attempt, credential, rejected, client, trace);
  }

  /** The same exchange with another request. */
  public Exchange withRequest(ClientRequest other) {
    return new Exchange(id, other, listener, route, attempt, credential, rejected, client, trace);
  }

  /** The same exchange as its n-th attempt, after the origin refused a credential. */
  public Exchange withAttempt(int number, Optional<Credential> refused) {
    return new Exchange(
        id, request, listener, route, number, NO_CREDENTIAL, refused, client, trace);
  }

  /** The same attempt with what authorizes it. */
  public Exchange withCredential(Credential authorized) {
    return new Exchange(id, request, listener, route, attempt, authorized, rejected, client, trace);
  }

  /**
   * The route to the origin.
   *
   * @throws IllegalStateException before the route stage
   */
  public Route.ToOrigin toOrigin() {
    if (route instanceof Route.ToOrigin decided) {
      return decided;
    }
    throw new IllegalStateException("the exchange has no route to the origin");
  }
}
