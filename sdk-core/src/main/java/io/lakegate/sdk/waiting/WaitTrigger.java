package io.lakegate.sdk.waiting;

import java.util.List;

/**
 * A call that starts what is waited for.
 *
 * @param operation the SDKs' name of the call, for instance {@code clusters.create}
 * @param method the method
 * @param matchTemplate the path as it is routed
 * @param bindings where the values for the poll come from
 */
public record WaitTrigger(
    String operation, String method, String matchTemplate, List<Binding> bindings) {

  /** Copies the list. */
  public WaitTrigger {
    bindings = List.copyOf(bindings);
  }
}
