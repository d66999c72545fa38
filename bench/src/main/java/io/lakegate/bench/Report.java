package io.lakegate.bench;

import java.util.ArrayList;
import java.util.List;

/** All that was found in one go. */
final class Report {

  private final List<String> machine;
  private final List<Section> sections = new ArrayList<>();

  Report(List<String> machine) {
    this.machine = List.copyOf(machine);
  }

  /** What it was measured on, for a terminal. */
  String head() {
    return String.join("\n", machine);
  }

  /** Adds a section; returns it for a terminal. */
  String add(Section section) {
    sections.add(section);
    return section.text();
  }

  String markdown() {
    StringBuilder out = new StringBuilder("# Performance\n\nRepeat it with `make bench`.\n\n");
    machine.forEach(line -> out.append("* ").append(line).append('\n'));
    sections.forEach(section -> out.append(section.markdown()));
    return out.toString();
  }
}
