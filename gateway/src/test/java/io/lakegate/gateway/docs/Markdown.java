package io.lakegate.gateway.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document as far as the tests read it: headings, fenced blocks, inline code and links.
 *
 * @param lines the text
 */
record Markdown(List<String> lines) {

  private static final String FENCE = "```";
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");

  static Markdown of(String text) {
    return new Markdown(text.lines().toList());
  }

  /**
   * A fenced block.
   *
   * @param section the heading above it
   * @param language the word after the fence
   * @param lines what it holds
   */
  record Block(String section, String language, List<String> lines) {

    /** The commands of a {@code console} block, each with what it prints. */
    List<Step> steps() {
      List<Step> steps = new ArrayList<>();
      for (String line : lines) {
        if (line.startsWith("$ ")) {
          steps.add(new Step(line.substring(2), new ArrayList<>()));
        } else {
          steps.getLast().output().add(line);
        }
      }
      return steps;
    }

    /** The path that a block's first line names in a comment, if the block is a file. */
    Optional<String> fileName() {
      boolean named =
          (language.equals("yaml") || language.equals("ini")) && lines.getFirst().startsWith("# ");
      return named ? Optional.of(lines.getFirst().substring(2)) : Optional.empty();
    }

    @Override
    public String toString() {
      return section + ": " + (lines.isEmpty() ? "(empty)" : lines.getFirst());
    }
  }

  /**
   * A command and what it prints.
   *
   * @param command the line after the prompt
   * @param output the lines below it
   */
  record Step(String command, List<String> output) {}

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Optional<Block> open = Optional.empty();
    String section = "";
    for (String line : lines) {
      if (line.startsWith(FENCE)) {
        open.ifPresent(blocks::add);
        open =
            open.isPresent()
                ? Optional.empty()
                : Optional.of(new Block(section, line.substring(3), new ArrayList<>()));
      } else if (open.isPresent()) {
        open.get().lines().add(line);
      } else if (line.startsWith("#")) {
        section = line.replaceFirst("^#+ ", "");
      }
    }
    return blocks;
  }

  /** The blocks whose commands are run. */
  List<Block> consoles() {
    return blocks().stream().filter(block -> block.language().equals("console")).toList();
  }

  /** What stands in backquotes, outside of blocks. */
  List<String> inlineCode() {
    return matches(CODE).toList();
  }

  /** The targets of all links, outside of blocks. */
  List<String> links() {
    return matches(LINK).toList();
  }

  /** The anchors that headings make, as GitHub does. */
  List<String> anchors() {
    return prose()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(java.util.Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  private Stream<String> matches(Pattern pattern) {
    return prose().flatMap(line -> pattern.matcher(line).results()).map(Markdown::group);
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }

  private Stream<String> prose() {
    List<String> prose = new ArrayList<>();
    boolean inBlock = false;
    for (String line : lines) {
      if (line.startsWith(FENCE)) {
        inBlock = !inBlock;
      } else if (!inBlock) {
        prose.add(line);
      }
    }
    return prose.stream();
  }
}
