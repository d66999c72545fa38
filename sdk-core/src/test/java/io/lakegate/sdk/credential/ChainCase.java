package io.lakegate.sdk.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.command.Program;
import io.lakegate.sdk.config.Arguments;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.testing.JsonTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A row of the chain's table, with the machine that it describes. */
record ChainCase(String name, JsonNode table, JsonNode row) {

  private static final String DIRECTORY = "/here";
  private static final String PROFILES = "/home/ann/.databrickscfg";

  ResolvedConfig resolve() {
    Map<String, String> arguments = JsonTable.texts(row.path("arguments"));
    return new ConfigResolver(environment()::get, this::read)
        .explain(Arguments.named(arguments, "").values())
        .withCommand(command())
        .orThrow();
  }

  private List<String> command() {
    return StreamSupport.stream(row.path("command").spliterator(), false)
        .map(word -> word.asText().replace("{directory}", DIRECTORY))
        .toList();
  }

  Machine machine() {
    return new Machine(environment()::get, this::read, new Installed(this));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    JsonTable.texts(row.path("environment"))
        .forEach((key, value) -> environment.put(key, value.replace("{directory}", DIRECTORY)));
    environment.put("HOME", "/home/ann");
    return environment;
  }

  private Optional<String> read(String path) {
    if (path.equals(PROFILES)) {
      return Optional.ofNullable(row.get("file")).map(this::lines);
    }
    String name = path.startsWith(DIRECTORY + "/") ? path.substring(DIRECTORY.length() + 1) : "";
    return Optional.ofNullable(row.path("texts").get(name)).map(JsonNode::asText);
  }

  private String lines(JsonNode name) {
    return StreamSupport.stream(table.path("files").path(name.asText()).spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return name;
  }

  /** The programs that the row installs. */
  private record Installed(ChainCase of) implements CommandRunner {

    @Override
    public List<Program> find(String name) {
      String plain = name.substring(name.lastIndexOf('/') + 1);
      return StreamSupport.stream(of.row.path("programs").spliterator(), false)
          .map(key -> of.table.path("programs").path(key.asText()))
          .filter(program -> program.path("name").asText().equals(plain))
          .map(
              program ->
                  new Program(
                      DIRECTORY + "/bin/" + plain,
                      program.path("large").asBoolean() ? 9_000_000 : 50))
          .toList();
    }

    @Override
    public CommandResult run(Program program, List<String> arguments, Duration limit) {
      return StreamSupport.stream(of.row.path("programs").spliterator(), false)
          .map(key -> of.table.path("programs").path(key.asText()))
          .filter(one -> program.path().endsWith("/" + one.path("name").asText()))
          .findFirst()
          .<CommandResult>map(
              one ->
                  new CommandResult.Ended(
                      one.path("status").asInt(),
                      one.path("out").asText(),
                      one.path("err").asText()))
          .orElseThrow();
    }
  }
}
