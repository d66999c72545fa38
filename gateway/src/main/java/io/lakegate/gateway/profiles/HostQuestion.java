package io.lakegate.gateway.profiles;

import io.lakegate.sdk.oauth.WorkspaceLookup;
import java.net.URI;

/** How the host of a workspace is found that is known by its Azure resource id alone. */
@FunctionalInterface
public interface HostQuestion {

  /** Where such a host comes from, for whoever asks about values. */
  String SOURCE = "Azure resource manager";

  /** Asks, before anything is served: without the host there is nothing to serve. */
  HostQuestion ASKED = WorkspaceLookup::find;

  /** Takes it for granted, where nothing is to be sent. The name belongs to nobody (RFC 6761). */
  HostQuestion UNASKED = _ -> URI.create("https://workspace.invalid");

  /**
   * Finds the host.
   *
   * @throws io.lakegate.sdk.error.CredentialException if it cannot be told
   */
  URI host(WorkspaceLookup lookup);
}
