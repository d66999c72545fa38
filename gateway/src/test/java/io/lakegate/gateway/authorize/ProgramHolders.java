package io.lakegate.gateway.authorize;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Tokens that programs print. */
final class ProgramHolders {

  private ProgramHolders() {}

  static final class Azure implements TokenHolder {

    private final FakeProgram az;

    Azure(Path folder) throws IOException {
      az =
          FakeProgram.install(folder, "az")
              .prints("account show", "{\"user\":{\"type\":\"user\",\"name\":\"ann@x\"}}");
    }

    @Override
    public void configure(TestGateway.Builder gateway, FakeOrigin origin) {
      gateway
          .env("DATABRICKS_HOST", origin.url().toString())
          .env("DATABRICKS_AZURE_RESOURCE_ID", ProgramExchangesIT.RESOURCE_ID);
    }

    @Override
    public void gives(String token, Instant end) throws IOException {
      String text = "{\"accessToken\":\"%s\",\"expires_on\":%d,\"tokenType\":\"Bearer\"}";
      az.prints(ProgramExchangesIT.APPLICATION, text.formatted(token, end.getEpochSecond()))
          .prints(
              ProgramExchangesIT.MANAGEMENT,
              text.formatted("management-" + token, end.getEpochSecond()));
    }

    @Override
    public void refuses() throws IOException {
      az.fails("ERROR: AADSTS700082: it expired.\nTo log in, run:\naz login");
    }

    @Override
    public List<String> asked() throws IOException {
      return az.runs();
    }
  }

  static final class Databricks implements TokenHolder {

    private final FakeProgram databricks;

    Databricks(Path folder) throws IOException {
      databricks =
          FakeProgram.install(folder, "databricks")
              .prints("version", "{\"Major\":0,\"Minor\":296,\"Patch\":0}");
    }

    @Override
    public void configure(TestGateway.Builder gateway, FakeOrigin origin) {
      gateway.env("DATABRICKS_HOST", origin.url().toString());
    }

    @Override
    public void gives(String token, Instant end) throws IOException {
      databricks.prints(
          "auth token",
          "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expiry\":\"%s\"}"
              .formatted(token, end));
    }

    @Override
    public void refuses() throws IOException {
      databricks.fails("Error: the refresh token is invalid");
    }

    @Override
    public List<String> asked() throws IOException {
      return databricks.runs();
    }
  }

  static final class Command implements TokenHolder {

    private final FakeProgram command;

    Command(Path folder) throws IOException {
      command = FakeProgram.install(folder, "token-command");
    }

    @Override
    public void configure(TestGateway.Builder gateway, FakeOrigin origin) {
      gateway.configFile(
          """
          profiles:
            own:
              host: %s
              auth_type: command
              credentials:
                command: [token-command, --for, 'a "b" $c', '']
          """
              .formatted(origin.url()));
    }

    @Override
    public void gives(String token, Instant end) throws IOException {
      command.prints(
          "--for",
          "{\"access_token\":\"%s\",\"expires_on\":%d}".formatted(token, end.getEpochSecond()));
    }

    @Override
    public void refuses() throws IOException {
      command.fails("the safe is shut for --for a \"b\" $c");
    }

    @Override
    public List<String> asked() throws IOException {
      return command.runs();
    }
  }
}
