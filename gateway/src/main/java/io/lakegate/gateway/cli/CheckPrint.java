package io.lakegate.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.check.CheckReport;
import io.lakegate.sdk.credential.Tried;
import io.lakegate.sdk.spelling.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints what {@code check} found, for people or for programs. */
final class CheckPrint {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckPrint() {}

  static String json(CheckReport report) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("profile", report.profile());
    root.put("auth_type", orNull(report.authType()));
    root.put("host", orNull(report.facts().host()));
    root.put("account_id", orNull(report.facts().accountId()));
    root.put("workspace_id", orNull(report.facts().workspaceId()));
    root.put("is_azure", report.facts().isAzure());
    root.put("attributes", report.attributes().stream().map(CheckPrint::attribute).toList());
    root.put("tried", report.tried().stream().map(CheckPrint::tried).toList());
    root.put("error", orNull(report.error()));
    root.put("ignored", report.ignored());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and lists are always JSON", e);
    }
  }

  /** The error stands apart: it goes where problems go. Without anything tried it is all. */
  static List<String> text(CheckReport report) {
    List<String> lines = new ArrayList<>();
    if (report.hasTried()) {
      addAll(report, lines);
    }
    report.ignored().forEach(one -> lines.add("ignored: " + one));
    return lines.stream().map(Printable::text).toList();
  }

  private static void addAll(CheckReport report, List<String> lines) {
    lines.add("profile = " + report.profile());
    lines.add("auth type = " + report.authType().orElse("(none)"));
    lines.add("host = " + report.facts().host().orElse("(none)"));
    lines.add("account id = " + report.facts().accountId().orElse("(none)"));
    lines.add("workspace id = " + report.facts().workspaceId().orElse("(none)"));
    lines.add("azure = " + report.facts().isAzure());
    lines.add("");
    lines.add("values:");
    report.attributes().forEach(one -> lines.add(line(one)));
    lines.add("");
    lines.add("tried:");
    report.tried().forEach(one -> lines.add(line(one)));
  }

  private static String line(CheckReport.Shown one) {
    return "  " + one.name() + " = " + one.value() + "  # " + one.source();
  }

  private static String line(Tried one) {
    return "  %-20s %-15s %s".formatted(one.authType(), one.outcome().text(), one.reason());
  }

  private static Map<String, String> attribute(CheckReport.Shown one) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("name", one.name());
    members.put("value", one.value());
    members.put("source", one.source());
    return members;
  }

  private static Map<String, String> tried(Tried one) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("auth_type", one.authType());
    members.put("outcome", one.outcome().text());
    members.put("reason", one.reason());
    return members;
  }

  private static @Nullable String orNull(Optional<String> text) {
    return text.orElse(null);
  }
}
