package io.lakegate.bench;

/**
 * What one scenario found.
 *
 * @param title what was measured
 * @param method how, in a sentence or two
 * @param table the figures
 */
record Section(String title, String method, Table table) {

  String text() {
    return "\n%s\n%s\n\n%s".formatted(title, method, table.text());
  }

  String markdown() {
    return "\n## %s\n\n%s\n\n%s".formatted(title, method, table.markdown());
  }
}
