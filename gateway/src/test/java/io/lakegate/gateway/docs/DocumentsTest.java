package io.lakegate.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.cli.ExitCode;
import io.lakegate.gateway.config.ConfigKey;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.config.Attribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the documents name has to exist. */
final class DocumentsTest {

  private static final Pattern SETTING = Pattern.compile("[a-z]+(?:[.-][a-z]+)*");
  private static final Pattern COMPOUND = Pattern.compile("[a-z]+(?:[.-][a-z]+)+");
  private static final Pattern FLAG = Pattern.compile("--[a-z]+(?:-[a-z]+)*");
  private static final Pattern VARIABLE = Pattern.compile("LAKEGATE_[A-Z_]*[A-Z]");
  private static final Pattern CODE = Pattern.compile("[A-Z]+(?:_[A-Z]+)+");
  private static final Pattern MAKE = Pattern.compile("^make ([a-z-]+)$");
  private static final Pattern TARGET = Pattern.compile("(?m)^([a-z-]+):.*##");

  /** Names with a dash that are no settings. */
  private static final Set<String> AUTH_TYPES = Set.of("oauth-m2m");

  /** Codes of others that the documents name. */
  private static final Set<String> FOREIGN = Set.of("REQUEST_LIMIT_EXCEEDED");

  /** Pages outside of this repository, in pieces, since this file is looked at as well. */
  private static final Pattern OUTSIDE =
      Pattern.compile("\\.\\./" + "shared|(?<![\\w-])(?:surface|house)" + "\\.md");

  static List<Path> documents() {
    return Repository.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_relativeOnes_resolve(Path document) {
    Markdown markdown = Markdown.of(Repository.read(document));
    List<String> broken =
        markdown.links().stream()
            .filter(link -> !link.matches("[a-z]+:.*"))
            .filter(link -> !resolves(document, link))
            .toList();

    assertThat(broken).as("broken links in %s", document).isEmpty();
  }

  private static boolean resolves(Path document, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
    return Files.exists(target)
        && (hash < 0
            || Markdown.of(Repository.read(target)).anchors().contains(link.substring(hash + 1)));
  }

  @Test
  void links_ofReadme_arePresent() {
    assertThat(Markdown.of(Repository.read("README.md")).links())
        .contains("ARCHITECTURE.md", "config/lakegate.yaml", "SECURITY.md", "LICENSE");
  }

  @Test
  void settings_inReadmesTable_exist() {
    List<String> named =
        Repository.read("README.md")
            .lines()
            .dropWhile(line -> !line.equals("## Configuration"))
            .filter(line -> line.startsWith("| `"))
            .takeWhile(line -> !line.startsWith("| `0`"))
            .flatMap(line -> Markdown.of(line).inlineCode().stream().limit(1))
            .toList();

    assertThat(named)
        .isNotEmpty()
        .allMatch(SETTING.asMatchPredicate())
        .isSubsetOf(ConfigKey.all().stream().map(ConfigKey::name).toList());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void flagsAndVariables_inDocuments_exist(Path document) {
    Markdown markdown = Markdown.of(Repository.read(document));
    List<String> codes = new ArrayList<>(markdown.inlineCode());
    markdown.blocks().forEach(block -> codes.addAll(block.lines()));
    Set<String> variables =
        ConfigKey.all().stream().map(ConfigKey::variable).collect(Collectors.toSet());
    variables.add("LAKEGATE_JAVA_OPTS");
    Set<String> flags = ConfigKey.all().stream().map(ConfigKey::flag).collect(Collectors.toSet());
    flags.addAll(
        Set.of("--config", "--check", "--help", "--version", "--set", "--json", "--online"));

    assertThat(found(codes.stream(), VARIABLE)).as("variables").isSubsetOf(variables);
    assertThat(
            found(
                codes.stream()
                    .map(code -> code.replaceFirst("^\\$ ", ""))
                    .filter(code -> code.startsWith("--") || code.startsWith("lakegate "))
                    .filter(code -> !code.startsWith("lakegate sandbox")),
                FLAG))
        .as("flags")
        .isSubsetOf(flags);
  }

  @Test
  void compoundNames_inReadme_areSettings() {
    List<String> named =
        Markdown.of(Repository.read("README.md")).inlineCode().stream()
            .filter(COMPOUND.asMatchPredicate())
            .filter(name -> !AUTH_TYPES.contains(name))
            .toList();

    assertThat(named)
        .contains("replay-buffer")
        .isSubsetOf(ConfigKey.all().stream().map(ConfigKey::name).toList());
  }

  private static List<String> found(Stream<String> texts, Pattern pattern) {
    return texts
        .flatMap(text -> pattern.matcher(text).results().toList().stream())
        .map(MatchResult::group)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void errorCodes_inDocuments_exist(Path document) {
    Set<String> known =
        Arrays.stream(ProblemCode.values()).map(ProblemCode::name).collect(Collectors.toSet());
    known.addAll(FOREIGN);
    known.addAll(
        List.of(
            "SYSTEM_ACCESSTOKEN",
            "AZURE_POD_IDENTITY_AUTHORITY_HOST",
            "GOOGLE_APPLICATION_CREDENTIALS"));
    Arrays.stream(Attribute.values()).map(Attribute::environmentNames).forEach(known::addAll);

    assertThat(
            Markdown.of(Repository.read(document)).inlineCode().stream()
                .filter(CODE.asMatchPredicate())
                .filter(code -> !code.startsWith("LAKEGATE_") && !code.startsWith("DATABRICKS_"))
                .filter(code -> !code.equals("JAVA_HOME")))
        .isSubsetOf(known);
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void exitCodes_all_areInReadmeAsInHelp(ExitCode code) {
    assertThat(Repository.read("README.md").replace("`", ""))
        .contains("| " + code.status() + " | " + code.meaning() + " |");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void makeTargets_inDocuments_exist(Path document) {
    Markdown markdown = Markdown.of(Repository.read(document));
    List<String> codes = new ArrayList<>(markdown.inlineCode());
    markdown
        .blocks()
        .forEach(block -> block.lines().forEach(line -> codes.add(line.replaceFirst("^\\$ ", ""))));
    List<String> named =
        codes.stream().flatMap(code -> MAKE.matcher(code).results()).map(r -> r.group(1)).toList();
    List<String> targets =
        TARGET.matcher(Repository.read("Makefile")).results().map(r -> r.group(1)).toList();

    assertThat(targets).contains("demo", "test");
    assertThat(named).isSubsetOf(targets);
  }

  @Test
  void makeDemo_recipe_runsTheDemo() {
    assertThat(Repository.read("Makefile"))
        .containsPattern("(?m)^demo: dist\\b.*\\n\\t@?gateway/target/lakegate/bin/lakegate demo$");
  }

  @Test
  void files_all_nameNothingOutside() {
    List<Path> offenders =
        Repository.files().stream()
            .filter(file -> OUTSIDE.matcher(text(file)).find())
            .map(Repository.root()::relativize)
            .toList();

    assertThat(Repository.files()).hasSizeGreaterThan(100);
    assertThat(offenders).isEmpty();
  }

  /** Binary files too: every byte is a letter of this encoding. */
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
