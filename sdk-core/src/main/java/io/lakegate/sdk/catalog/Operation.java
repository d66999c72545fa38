package io.lakegate.sdk.catalog;

import java.util.List;

/**
 * An operation as the SDKs know it.
 *
 * @param service the SDKs' package, for instance {@code compute}
 * @param name the SDKs' name, for instance {@code clusters.create}
 * @param level which kind of host it belongs to
 * @param path its path as the SDKs write it, in which a name may stand for several segments
 * @param deprecated whether its documentation calls it deprecated
 * @param mediaTypes the types other than JSON in which it may answer
 */
public record Operation(
    String service,
    String name,
    Level level,
    String path,
    boolean deprecated,
    List<String> mediaTypes) {

  /** Copies the list. */
  public Operation {
    mediaTypes = List.copyOf(mediaTypes);
  }
}
