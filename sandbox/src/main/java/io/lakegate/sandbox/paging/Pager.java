package io.lakegate.sandbox.paging;

import io.lakegate.sandbox.http.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;

/**
 * Cuts sorted collections into pages. A token names the key beside which its page begins, so that
 * things added or deleted meanwhile are neither repeated nor skipped, and the scope that it was
 * given for, so that it fails with other filters than its own.
 *
 * @param <K> the type of the keys
 */
public final class Pager<K> {
  private static final String AFTER = "a";
  private static final String BEFORE = "b";

  private final Function<K, String> write;
  private final Function<String, K> read;

  private Pager(Function<K, String> write, Function<String, K> read) {
    this.write = write;
    this.read = read;
  }

  /** Returns a pager over numbered things. */
  public static Pager<Long> byNumber() {
    return new Pager<>(key -> Long.toString(key), Long::valueOf);
  }

  /** Returns a pager over named things. */
  public static Pager<String> byName() {
    return new Pager<>(Function.identity(), Function.identity());
  }

  /**
   * Returns a page.
   *
   * @param scope the list and its filters
   * @param items all things, in the order of the pages
   * @param limit the most items of a page
   * @param token the page's token, empty for the first page
   * @throws ApiProblem 400 when the token is none of this list and these filters
   */
  public <V> Page<V> page(String scope, NavigableMap<K, V> items, int limit, String token) {
    if (token.isEmpty()) {
      return page(scope, items, first(items, limit));
    }
    String[] parts = decoded(token).split("\\|", 3);
    if (parts.length < 3 || !parts[0].equals(mark(scope))) {
      throw badToken();
    }
    K key = key(parts[2]);
    return switch (parts[1]) {
      case AFTER -> page(scope, items, first(items.tailMap(key, false), limit));
      case BEFORE -> {
        List<Map.Entry<K, V>> backwards = first(items.headMap(key, false).descendingMap(), limit);
        Collections.reverse(backwards);
        yield page(scope, items, backwards);
      }
      default -> throw badToken();
    };
  }

  /** Returns the page that begins with a key. */
  public <V> Page<V> from(String scope, NavigableMap<K, V> items, int limit, K key) {
    return page(scope, items, first(items.tailMap(key, true), limit));
  }

  private <V> Page<V> page(String scope, NavigableMap<K, V> items, List<Map.Entry<K, V>> entries) {
    if (entries.isEmpty()) {
      return new Page<>(List.of(), "", "");
    }
    K from = entries.getFirst().getKey();
    K to = entries.getLast().getKey();
    return new Page<>(
        entries.stream().map(Map.Entry::getValue).toList(),
        items.higherKey(to) == null ? "" : token(scope, AFTER, to),
        items.lowerKey(from) == null ? "" : token(scope, BEFORE, from));
  }

  private static <K, V> List<Map.Entry<K, V>> first(NavigableMap<K, V> items, int limit) {
    List<Map.Entry<K, V>> entries = new ArrayList<>();
    for (Map.Entry<K, V> entry : items.entrySet()) {
      if (entries.size() == limit) {
        break;
      }
      entries.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    return entries;
  }

  private String token(String scope, String direction, K key) {
    String text = mark(scope) + "|" + direction + "|" + write.apply(key);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw badToken();
    }
  }

  private K key(String text) {
    try {
      return read.apply(text);
    } catch (NumberFormatException e) {
      throw badToken();
    }
  }

  private static String mark(String scope) {
    return Integer.toHexString(scope.hashCode());
  }

  private static ApiProblem badToken() {
    return ApiProblem.invalidParameter(
        "The page token is invalid: it must come from a page of the same list with the same"
            + " parameters");
  }
}
