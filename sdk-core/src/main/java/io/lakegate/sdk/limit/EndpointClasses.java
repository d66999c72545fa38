package io.lakegate.sdk.limit;

import static java.util.Objects.requireNonNull;

import io.lakegate.sdk.catalog.PathTemplates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which limits an attempt counts against, by method and path.
 *
 * <p>Threading: immutable.
 */
public final class EndpointClasses {

  private static final String PUBLISHED = "endpoint-classes.txt";
  private static final List<Rule> NOTHING = List.of();
  private static final List<EndpointClass> API_ONLY = List.of(EndpointClass.API);

  private final PathTemplates<List<Rule>> templates;

  private EndpointClasses(PathTemplates<List<Rule>> templates) {
    this.templates = templates;
  }

  /** The four classes that every profile has: the API, serving, SQL and the AI gateway. */
  public static EndpointClasses standard() {
    return of(List.of());
  }

  /**
   * The standard classes and these below the API; an attempt of one of these counts against both.
   */
  public static EndpointClasses of(List<Member> members) {
    Map<String, List<Rule>> byTemplate = new LinkedHashMap<>();
    add(byTemplate, "/api/**", List.of(EndpointClass.API));
    add(byTemplate, "/serving-endpoints/**", List.of(EndpointClass.SERVING));
    add(byTemplate, "/sql/**", List.of(EndpointClass.SQL));
    add(byTemplate, "/ai-gateway/**", List.of(EndpointClass.AI_GATEWAY));
    for (Member member : members) {
      List<Rule> rules = byTemplate.computeIfAbsent(member.template(), _ -> new ArrayList<>());
      rules.addFirst(
          new Rule(member.methods(), List.of(member.endpointClass(), EndpointClass.API)));
    }
    PathTemplates.Builder<List<Rule>> templates = PathTemplates.builder();
    byTemplate.forEach((template, rules) -> templates.add(template, List.copyOf(rules)));
    return new EndpointClasses(templates.build());
  }

  private static void add(
      Map<String, List<Rule>> byTemplate, String template, List<EndpointClass> classes) {
    byTemplate.computeIfAbsent(template, _ -> new ArrayList<>()).add(new Rule(Set.of(), classes));
  }

  /** The limits of single operations that Databricks publishes, to be used where wanted. */
  public static List<Member> published() {
    try (InputStream in = EndpointClasses.class.getResourceAsStream(PUBLISHED)) {
      if (in == null) {
        throw new IllegalStateException("resource " + PUBLISHED + " is missing from the jar");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Member::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + PUBLISHED, e);
    }
  }

  /**
   * The classes that an attempt takes a permit of, the narrowest first; none for a path without
   * limits.
   *
   * @param method the HTTP method, as sent
   * @param path the canonical path at the origin, without query
   */
  public List<EndpointClass> match(String method, String path) {
    List<Rule> rules = templates.match(path, NOTHING);
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.methods.isEmpty() || rule.methods.contains(method)) {
        return rule.classes;
      }
    }
    return path.startsWith("/api/") ? API_ONLY : List.of();
  }

  private record Rule(Set<String> methods, List<EndpointClass> classes) {}

  /**
   * A class below the API.
   *
   * @param endpointClass the class
   * @param methods the HTTP methods it counts, empty for all
   * @param template its paths, as {@link PathTemplates} reads them
   */
  public record Member(EndpointClass endpointClass, Set<String> methods, String template) {
    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if the template is not below {@code /api/}
     */
    public Member {
      requireNonNull(endpointClass, "endpointClass");
      methods = Set.copyOf(methods);
      if (!template.startsWith("/api/")) {
        throw new IllegalArgumentException(
            "template: " + template + ", expected one that begins with /api/");
      }
    }

    private static Member parse(String line) {
      String[] words = line.trim().split(" +");
      var endpointClass = new EndpointClass(words[0], Double.parseDouble(words[1]), false);
      return new Member(endpointClass, Set.of(words[2].split(",")), words[3]);
    }
  }
}
