package io.lakegate.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class UserAgentTest {

  private static final String OURS = "lakegate/" + LakegateVersion.current();

  static Stream<Own> ownCalls() {
    return Stream.of(
        new Own("plain", Map.of(), "Linux", "os/linux", ""),
        new Own("mac", Map.of(), "Mac OS X", "os/darwin", ""),
        new Own("windows", Map.of(), "Windows Server 2022", "os/windows", ""),
        new Own("other", Map.of(), "Plan 9", "os/unknown", ""),
        new Own(
            "upstream",
            Map.of("DATABRICKS_SDK_UPSTREAM", "up", "DATABRICKS_SDK_UPSTREAM_VERSION", "0.0.1"),
            "upstream/up upstream-version/0.0.1"),
        new Own("half an upstream", Map.of("DATABRICKS_SDK_UPSTREAM", "up"), ""),
        new Own(
            "runtime", Map.of("DATABRICKS_RUNTIME_VERSION", "13.1 any/ü"), "runtime/13.1-any--"),
        new Own("empty runtime", Map.of("DATABRICKS_RUNTIME_VERSION", ""), ""),
        new Own("github", Map.of("GITHUB_ACTIONS", "true"), "cicd/github"),
        new Own("github in other case", Map.of("GITHUB_ACTIONS", "True"), ""),
        new Own("gitlab", Map.of("GITLAB_CI", "true"), "cicd/gitlab"),
        new Own("jenkins", Map.of("JENKINS_URL", ""), "cicd/jenkins"),
        new Own("azure", Map.of("TF_BUILD", "True"), "cicd/azure-devops"),
        new Own("azure in other case", Map.of("TF_BUILD", "true"), ""),
        new Own("circle", Map.of("CIRCLECI", "true"), "cicd/circle"),
        new Own("travis", Map.of("TRAVIS", "true"), "cicd/travis"),
        new Own("bitbucket", Map.of("BITBUCKET_BUILD_NUMBER", "1"), "cicd/bitbucket"),
        new Own(
            "google",
            Map.of("PROJECT_ID", "", "BUILD_ID", "", "PROJECT_NUMBER", "", "LOCATION", ""),
            "cicd/google-cloud-build"),
        new Own("half a google", Map.of("PROJECT_ID", "", "BUILD_ID", ""), ""),
        new Own("aws", Map.of("CODEBUILD_BUILD_ARN", "x"), "cicd/aws-code-build"),
        new Own("terraform", Map.of("TFC_RUN_ID", "x"), "cicd/tf-cloud"),
        new Own(
            "all, in order",
            Map.of(
                "TRAVIS", "true",
                "GITLAB_CI", "true",
                "DATABRICKS_RUNTIME_VERSION", "14",
                "DATABRICKS_SDK_UPSTREAM", "u",
                "DATABRICKS_SDK_UPSTREAM_VERSION", "1"),
            "upstream/u upstream-version/1 runtime/14 cicd/gitlab"));
  }

  @ParameterizedTest
  @MethodSource("ownCalls")
  void forOwnCalls_environment_partsInOrder(Own row) {
    UserAgent agent = UserAgent.create(row.environment()::get, "25.0.1+8", row.os());
    String end = row.end().isEmpty() ? "" : " " + row.end();

    assertThat(agent.forOwnCalls("oauth-m2m"))
        .isEqualTo(OURS + " jvm/25.0.1+8 " + row.osPair() + " auth/oauth-m2m" + end);
  }

  @Test
  void withPartner_andExtra_afterAuthOnce() {
    UserAgent agent = agent().withPartner("acme").withExtra("k", "1.0").withPartner("acme");

    assertThat(agent.forOwnCalls("pat")).endsWith(" auth/pat partner/acme k/1.0");
  }

  @Test
  void withExtra_forbiddenCharacter_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> agent().withExtra("a b", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> agent().withPartner("a\r\nb"));
  }

  static Stream<Forwarded> forwarded() {
    return Stream.of(
        new Forwarded("nothing", "", "unknown/0.0.0 " + OURS),
        new Forwarded("blanks", " \t ", "unknown/0.0.0 " + OURS),
        new Forwarded("curl", "curl/8.5.0", "curl/8.5.0 " + OURS),
        new Forwarded(
            "sdk",
            "a/1 databricks-sdk-py/0.133.0 auth/pat runtime/1",
            "a/1 databricks-sdk-py/0.133.0 auth/oauth-m2m runtime/1 " + OURS),
        new Forwarded(
            "several auth types",
            "a/1 auth/pat b/2 auth/metadata-service auth/pat",
            "a/1 auth/oauth-m2m b/2 " + OURS),
        new Forwarded("ours already", "a/1 " + OURS, "a/1 " + OURS),
        new Forwarded("only ours", OURS, "unknown/0.0.0 " + OURS),
        new Forwarded("an older one of ours", "lakegate/0.0.1 a/1", "a/1 " + OURS),
        new Forwarded("line break", "a/1\r\nX-Evil: 1", "a/1X-Evil: 1 " + OURS),
        new Forwarded("comment", "M/5.0 (X11; Linux)", "M/5.0 (X11; Linux) " + OURS));
  }

  @ParameterizedTest
  @MethodSource("forwarded")
  void forForwarded_clientValue_rewritten(Forwarded row) {
    UserAgent agent = agent();
    Optional<String> client = Optional.of(row.client());

    assertThat(agent.forForwarded(client, "oauth-m2m")).isEqualTo(row.expected());
    assertThat(agent.forForwarded(client, "oauth-m2m"))
        .isSameAs(agent.forForwarded(client, "oauth-m2m"));
  }

  @Test
  void forForwarded_noField_unknownClient() {
    assertThat(agent().forForwarded(Optional.empty(), "pat")).isEqualTo("unknown/0.0.0 " + OURS);
  }

  @Test
  void forForwarded_otherAuthType_notTheCachedOne() {
    UserAgent agent = agent();

    assertThat(agent.forForwarded(Optional.of("a/1 auth/x"), "pat")).contains("auth/pat");
    assertThat(agent.forForwarded(Optional.of("a/1 auth/x"), "basic")).contains("auth/basic");
  }

  @Test
  void forForwarded_hugeValue_cutBeforeOurPair() {
    String value = agent().forForwarded(Optional.of("x".repeat(100_000)), "pat");

    assertThat(value).hasSize(4096).endsWith("x " + OURS);
  }

  private static UserAgent agent() {
    return UserAgent.create(name -> null, "25", "Linux");
  }

  record Own(String name, Map<String, String> environment, String os, String osPair, String end) {

    Own(String name, Map<String, String> environment, String end) {
      this(name, environment, "Linux", "os/linux", end);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  record Forwarded(String name, String client, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }
}
