package io.lakegate.sandbox.files;

import io.lakegate.sandbox.http.ApiProblem;
import java.util.ArrayList;
import java.util.List;

/** An absolute path in a volume, {@code /Volumes/catalog/schema/volume/…}, without odd segments. */
final class VolumePath {
  private static final int VOLUME_SEGMENTS = 4;

  private final List<String> segments;

  private VolumePath(List<String> segments) {
    this.segments = segments;
  }

  /**
   * Reads the path of a directory, which may be a volume itself.
   *
   * @throws ApiProblem 400 when it is no path in a volume
   */
  static VolumePath directory(String text) {
    return checked(text, VOLUME_SEGMENTS);
  }

  /**
   * Reads the path of a file.
   *
   * @throws ApiProblem 400 when it is no path in a volume
   */
  static VolumePath file(String text) {
    return checked(text, VOLUME_SEGMENTS + 1);
  }

  String text() {
    return "/" + String.join("/", segments);
  }

  String name() {
    return segments.getLast();
  }

  /** Returns the directories above, from the volume down. */
  List<String> parents() {
    List<String> parents = new ArrayList<>();
    for (int i = VOLUME_SEGMENTS; i < segments.size(); i++) {
      parents.add("/" + String.join("/", segments.subList(0, i)));
    }
    return parents;
  }

  private static VolumePath checked(String text, int least) {
    List<String> segments = new ArrayList<>();
    for (String segment : text.split("/")) {
      if (segment.equals(".") || segment.equals("..") || segment.indexOf('\0') >= 0) {
        throw unsupported(text);
      }
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    if (segments.size() < least || !segments.getFirst().equals("Volumes")) {
      throw unsupported(text);
    }
    return new VolumePath(segments);
  }

  private static ApiProblem unsupported(String text) {
    return ApiProblem.withReason(
        400,
        "BAD_REQUEST",
        "Unsupported path '/%s': expected /Volumes/catalog/schema/volume/…".formatted(text),
        "FILES_API_UNSUPPORTED_PATH");
  }
}
