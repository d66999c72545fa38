package io.lakegate.sandbox.steering;

import io.lakegate.sandbox.http.PathTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The waits and triggers of the platform, from the resources that tell them, a row each. */
public final class SteeringTable {
  private static final String NONE = "-";

  private final Map<String, Wait> waits = new LinkedHashMap<>();
  private final List<Trigger> triggers;

  private SteeringTable(List<Wait> waits, List<Trigger> triggers) {
    waits.forEach(wait -> this.waits.put(wait.name(), wait));
    this.triggers = triggers;
  }

  /** Reads the resources. */
  public static SteeringTable read() {
    return new SteeringTable(
        rows("waits.tsv").map(SteeringTable::wait).toList(),
        rows("triggers.tsv").map(SteeringTable::trigger).toList());
  }

  /** Returns every wait. */
  public List<Wait> waits() {
    return List.copyOf(waits.values());
  }

  /** Returns every trigger. */
  public List<Trigger> triggers() {
    return triggers;
  }

  /** Returns the wait of that name, or nothing when there is none. */
  public Optional<Wait> named(String name) {
    return Optional.ofNullable(waits.get(name));
  }

  /** Returns the waits whose poll path a path is. */
  List<Wait> polledAt(String path) {
    return waits.values().stream()
        .filter(wait -> PathTemplate.of(wait.poll()).match(path).isPresent())
        .toList();
  }

  /** Returns the wait for what a request triggers. */
  Optional<Wait> triggeredBy(String method, String path) {
    return triggers.stream()
        .filter(trigger -> trigger.concerns(method, path))
        .findFirst()
        .flatMap(trigger -> named(trigger.waitName()));
  }

  private static Wait wait(String[] cells) {
    return new Wait(
        cells[0],
        Wait.Kind.valueOf(constant(cells[1])),
        text(cells[2]),
        cells[3],
        cells[4],
        cells[5],
        pairs(cells[6]),
        text(cells[7]),
        list(cells[8]),
        list(cells[9]),
        list(cells[10]),
        list(cells[11]),
        text(cells[12]),
        text(cells[13]),
        cells[14].equals(NONE) ? Wait.Naming.NONE : Wait.Naming.valueOf(constant(cells[14])),
        text(cells[15]),
        text(cells[16]));
  }

  private static Trigger trigger(String[] cells) {
    String[] view = cells[8].split(":", 2);
    return new Trigger(
        cells[0],
        cells[1],
        cells[2],
        list(cells[3]).stream().map(SteeringTable::bind).toList(),
        cells[4].equals("body"),
        list(cells[5]),
        turn(cells[6]),
        cells[7].equals(NONE)
            ? Trigger.Resource.NONE
            : Trigger.Resource.valueOf(constant(cells[7])),
        text(view[0]),
        view.length < 2 ? "" : view[1].replace(">", ""),
        view.length > 1 && view[1].endsWith(">"));
  }

  private static Trigger.Bind bind(String text) {
    String[] parts = text.split("[=:]", 3);
    return new Trigger.Bind(
        parts[0], Trigger.From.valueOf(constant(parts[1])), parts.length < 3 ? "" : parts[2]);
  }

  /** {@code a=b>END}, {@code STATE>STATE}, {@code >END} or {@code >}. */
  private static Trigger.Turn turn(String cell) {
    if (cell.equals(NONE)) {
      return new Trigger.Straight();
    }
    String[] parts = cell.split("[=>]", -1);
    if (cell.contains("=")) {
      return new Trigger.Asked(parts[0], parts[1], parts[2]);
    }
    if (!parts[0].isEmpty()) {
      return new Trigger.Kept(parts[0]);
    }
    return parts[1].isEmpty() ? new Trigger.Removed() : new Trigger.Cut(parts[1]);
  }

  private static Map<String, String> pairs(String cell) {
    Map<String, String> pairs = new LinkedHashMap<>();
    list(cell).forEach(pair -> pairs.put(pair.split(":")[0], pair.split(":")[1]));
    return pairs;
  }

  private static List<String> list(String cell) {
    return cell.equals(NONE) ? List.of() : List.of(cell.split(","));
  }

  private static String text(String cell) {
    return cell.equals(NONE) ? "" : cell;
  }

  private static String constant(String cell) {
    return cell.toUpperCase(Locale.ROOT);
  }

  private static Stream<String[]> rows(String name) {
    try (InputStream resource = SteeringTable.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(name + " is missing");
      }
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split("\t", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
