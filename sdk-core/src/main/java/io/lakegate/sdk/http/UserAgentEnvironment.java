package io.lakegate.sdk.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pairs of a user agent that the environment of the process tells. */
final class UserAgentEnvironment {

  private static final List<CiSystem> CI_SYSTEMS =
      List.of(
          CiSystem.equal("github", "GITHUB_ACTIONS", "true"),
          CiSystem.equal("gitlab", "GITLAB_CI", "true"),
          CiSystem.present("jenkins", "JENKINS_URL"),
          CiSystem.equal("azure-devops", "TF_BUILD", "True"),
          CiSystem.equal("circle", "CIRCLECI", "true"),
          CiSystem.equal("travis", "TRAVIS", "true"),
          CiSystem.present("bitbucket", "BITBUCKET_BUILD_NUMBER"),
          CiSystem.present(
              "google-cloud-build", "PROJECT_ID", "BUILD_ID", "PROJECT_NUMBER", "LOCATION"),
          CiSystem.present("aws-code-build", "CODEBUILD_BUILD_ARN"),
          CiSystem.present("tf-cloud", "TFC_RUN_ID"));

  private UserAgentEnvironment() {}

  /** Returns the upstream, runtime and CI pairs between spaces, or an empty text. */
  static String pairs(Function<String, @Nullable String> environment) {
    List<String> pairs = new ArrayList<>();
    Optional<String> upstream = text(environment, "DATABRICKS_SDK_UPSTREAM");
    Optional<String> version = text(environment, "DATABRICKS_SDK_UPSTREAM_VERSION");
    if (upstream.isPresent() && version.isPresent()) {
      pairs.add("upstream/" + UserAgent.sanitise(upstream.get()));
      pairs.add("upstream-version/" + UserAgent.sanitise(version.get()));
    }
    text(environment, "DATABRICKS_RUNTIME_VERSION")
        .ifPresent(runtime -> pairs.add("runtime/" + UserAgent.sanitise(runtime)));
    CI_SYSTEMS.stream()
        .filter(system -> system.matches(environment))
        .findFirst()
        .ifPresent(system -> pairs.add("cicd/" + system.name()));
    return String.join(" ", pairs);
  }

  private static Optional<String> text(
      Function<String, @Nullable String> environment, String name) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isEmpty());
  }

  /**
   * A system that runs builds, told by variables: all present, and the first equal to a text if one
   * is given.
   */
  private record CiSystem(String name, List<String> variables, Optional<String> expected) {

    static CiSystem present(String name, String... variables) {
      return new CiSystem(name, List.of(variables), Optional.empty());
    }

    static CiSystem equal(String name, String variable, String expected) {
      return new CiSystem(name, List.of(variable), Optional.of(expected));
    }

    boolean matches(Function<String, @Nullable String> environment) {
      boolean present = variables.stream().allMatch(v -> environment.apply(v) != null);
      return present
          && expected
              .map(text -> text.equals(environment.apply(variables.getFirst())))
              .orElse(true);
    }
  }
}
