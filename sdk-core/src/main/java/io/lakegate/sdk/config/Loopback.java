package io.lakegate.sdk.config;

import java.net.URI;
import java.util.regex.Pattern;

/** Tells the addresses of this machine, by their text: no name is resolved. */
public final class Loopback {

  private static final Pattern V4 = Pattern.compile("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");

  private Loopback() {}

  /** Returns whether the host is {@code localhost}, in {@code 127.0.0.0/8} or {@code [::1]}. */
  public static boolean isLoopback(URI uri) {
    String host = uri.getHost();
    return host != null
        && (host.equalsIgnoreCase("localhost")
            || host.equals("[::1]")
            || V4.matcher(host).matches());
  }
}
