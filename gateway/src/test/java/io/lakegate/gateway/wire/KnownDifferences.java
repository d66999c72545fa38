package io.lakegate.gateway.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A class of differences between the gateway and its peers that are meant.
 *
 * @param what what differs
 * @param why why the gateway does so
 * @param entries where
 */
record KnownDifferences(String what, String why, List<Entry> entries) {

  /**
   * Requests with which some peers differ in one way.
   *
   * @param peers the peers
   * @param kind the way, as {@link Outcome#differs} says it
   * @param names the requests' names; one that ends in an ellipsis stands for all that begin so
   */
  record Entry(List<Peer> peers, String kind, List<String> names) {

    private static final String REST = "…";

    /** Not a way to differ: now it does and now it does not. */
    private static final String UNSTEADY = "unsteady";

    /** Whether nothing can be said of what a peer makes of a request. */
    boolean isUnsteady(Peer peer, String request) {
      return kind.equals(UNSTEADY)
          && peers.contains(peer)
          && names.stream().anyMatch(name -> matches(name, request));
    }

    boolean covers(Difference difference) {
      return peers.contains(difference.peer())
          && kind.equals(difference.kind())
          && names.stream().anyMatch(name -> matches(name, difference.request()));
    }

    /** What it says that is not so, with the differences that there are. */
    List<String> stale(List<RawRequest> requests, List<Difference> differences) {
      List<String> stale = new ArrayList<>();
      for (String name : names) {
        List<String> meant =
            requests.stream().map(RawRequest::name).filter(one -> matches(name, one)).toList();
        boolean all =
            kind.equals(UNSTEADY)
                || meant.stream()
                    .allMatch(
                        request ->
                            peers.stream()
                                .allMatch(
                                    peer ->
                                        differences.stream()
                                            .anyMatch(one -> one.is(peer, kind, request))));
        if (meant.isEmpty() || !all) {
          stale.add(peers + " " + kind + ": " + name);
        }
      }
      return stale;
    }

    /** Names that are of no request. */
    List<String> unknown(List<RawRequest> requests) {
      return names.stream()
          .filter(name -> requests.stream().noneMatch(one -> matches(name, one.name())))
          .toList();
    }

    private static boolean matches(String name, String request) {
      return name.endsWith(REST)
          ? request.startsWith(name.substring(0, name.length() - REST.length()))
          : request.equals(name);
    }
  }

  /** All classes, in the order of the file. */
  static List<KnownDifferences> all() {
    List<KnownDifferences> classes = new ArrayList<>();
    for (String line : text().lines().filter(line -> line.contains("\t")).toList()) {
      String[] columns = line.split("\t");
      if (columns[0].equals("=")) {
        classes.add(new KnownDifferences(columns[1], columns[2], new ArrayList<>()));
      } else {
        classes.getLast().entries().add(entry(columns));
      }
    }
    return classes;
  }

  private static Entry entry(String[] columns) {
    List<Peer> peers =
        columns[0].equals("both")
            ? List.of(Peer.values())
            : Arrays.stream(Peer.values()).filter(peer -> peer.title().equals(columns[0])).toList();
    return new Entry(peers, columns[1], List.of(columns[2].split(" ; ")));
  }

  private static String text() {
    try (InputStream file = KnownDifferences.class.getResourceAsStream("differences.tsv")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean cover(Difference difference) {
    return entries.stream().anyMatch(entry -> entry.covers(difference));
  }

  /** Whether nothing can be said of what a peer makes of a request. */
  static boolean unsteady(List<KnownDifferences> known, Peer peer, String request) {
    return known.stream()
        .flatMap(one -> one.entries().stream())
        .anyMatch(entry -> entry.isUnsteady(peer, request));
  }

  /** With how many of its requests a peer differs so. */
  long count(Peer peer, List<Difference> differences) {
    return differences.stream().filter(one -> one.peer() == peer && cover(one)).count();
  }
}
