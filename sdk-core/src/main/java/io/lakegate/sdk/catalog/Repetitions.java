package io.lakegate.sdk.catalog;

import io.lakegate.sdk.time.DurationText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One object for each text, time and segment of a template, as catalog files repeat themselves. */
final class Repetitions {

  /** Longer texts are paths and names of calls, which are hardly ever said twice. */
  private static final int LONGEST_REPEATED = 24;

  private final Map<String, String> texts = new HashMap<>(2048);
  private final Map<String, Optional<Duration>> durations = new HashMap<>();
  private final Map<String, TemplateSegment> segments = new HashMap<>(2048);

  /** The first text that was equal to this one, if it is short. */
  String text(String text) {
    if (text.length() > LONGEST_REPEATED) {
      return text;
    }
    String first = texts.putIfAbsent(text, text);
    return first == null ? text : first;
  }

  /** The time that a text says, if it says one. */
  Optional<Duration> duration(String text) {
    Optional<Duration> duration = durations.get(text);
    if (duration == null) {
      duration = DurationText.parse(text);
      durations.put(text, duration);
    }
    return duration;
  }

  /** The segment that is written so, and is no version. */
  TemplateSegment segment(String text) {
    TemplateSegment segment = segments.get(text);
    if (segment == null) {
      segment = TemplateSegment.parse(text);
      segments.put(text, segment);
    }
    return segment;
  }
}
