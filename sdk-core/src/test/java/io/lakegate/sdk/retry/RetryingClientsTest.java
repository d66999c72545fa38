package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryingClientsTest {

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "unknown/0.0.0 databricks-sdk-py/0.40.0 python/3.12 os/linux auth/pat",
        "my-app/1 databricks-sdk-go/0.100.0 go/1.24 os/linux",
        "cli/0.240.0 databricks-sdk-go/0.100.0",
        "unknown/0.0.0 databricks-sdk-java/0.141.0 jvm/25",
        "PyDatabricksSqlConnector/4.0.0",
        "NodejsDatabricksSqlConnector/1.9.0",
        "godatabrickssqlconnector/1.6.0",
        "DatabricksJDBCDriverOSS/1.0.0 Java/SQLExecHttpClient",
        "ADBCDatabricksDriver/0.1 REST",
        "OpenAI/Python 1.55.0",
        "AsyncOpenAI/Python 1.55.0",
        "OpenAI/JS 4.70.0",
        "Anthropic/Python 0.40.0",
        "AsyncAnthropic/Python 0.40.0"
      })
  void include_libraryThatRetries_isOne(String userAgent) {
    assertThat(RetryingClients.include(userAgent)).isTrue();
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"", "curl/8.5.0", "python-requests/2.32", "databricks", "openai", "node"})
  void include_other_isNot(String userAgent) {
    assertThat(RetryingClients.include(userAgent)).isFalse();
  }
}
