package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.Cloud;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One thing without which an authentication type is not configured. */
public sealed interface Need {

  /** Returns what is needed, in words that complete "it needs …". */
  String text();

  /**
   * A value.
   *
   * @param attribute which
   */
  record Value(Attribute attribute) implements Need {
    /** Checks that the attribute is there. */
    public Value {
      Objects.requireNonNull(attribute, "attribute");
    }

    @Override
    public String text() {
      return attribute.key();
    }
  }

  /**
   * At least one of several values.
   *
   * @param attributes which
   */
  record OneOf(List<Attribute> attributes) implements Need {
    /** Copies the attributes. */
    public OneOf {
      attributes = List.copyOf(attributes);
    }

    @Override
    public String text() {
      return attributes.stream().map(Attribute::key).collect(Collectors.joining(" or "));
    }
  }

  /**
   * A switch that is on.
   *
   * @param attribute which
   */
  record Enabled(Attribute attribute) implements Need {
    /** Checks that the attribute is there. */
    public Enabled {
      Objects.requireNonNull(attribute, "attribute");
    }

    @Override
    public String text() {
      return attribute.key() + "=true";
    }
  }

  /**
   * A workspace or account on one of the clouds.
   *
   * @param cloud which
   */
  record On(Cloud cloud) implements Need {
    /** Checks that the cloud is there. */
    public On {
      Objects.requireNonNull(cloud, "cloud");
    }

    @Override
    public String text() {
      return switch (cloud) {
        case AZURE -> "a host on Azure (or azure_workspace_resource_id, or cloud=AZURE)";
        case GCP -> "a host on Google Cloud (or cloud=GCP)";
        case AWS -> "a host on AWS (or cloud=AWS)";
      };
    }
  }

  /**
   * A variable of the process that is no attribute.
   *
   * @param name its name
   * @param advice how it gets there, or empty
   */
  record Variable(String name, String advice) implements Need {
    /** Checks that both parts are there. */
    public Variable {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(advice, "advice");
    }

    @Override
    public String text() {
      return "the variable " + name + (advice.isEmpty() ? "" : " (" + advice + ")");
    }
  }

  /** The variable that {@code oidc_token_env} names, with an identity token in it. */
  record IdTokenVariable() implements Need {

    /** The variable's name where none is configured. */
    static final String DEFAULT = "DATABRICKS_OIDC_TOKEN";

    @Override
    public String text() {
      return "an identity token in the variable that oidc_token_env names (else " + DEFAULT + ")";
    }
  }

  /**
   * A file with something in it.
   *
   * @param path the attribute that says where it is
   */
  record Content(Attribute path) implements Need {
    /** Checks that the attribute is there. */
    public Content {
      Objects.requireNonNull(path, "path");
    }

    @Override
    public String text() {
      return "something in the file that " + path.key() + " names";
    }
  }

  /**
   * The service principal for which a build's identity token is exchanged. Without one the account
   * as a whole is asked, as the Go and Java SDKs do; Python's is not. Tokens of a build are there
   * whether or not anybody means them for Databricks, so that is taken as meant only where nothing
   * else is: no other method is configured, the host is not on Azure, where builds log in by other
   * means, and the profile is the default one, to which the environment belongs.
   */
  record FederatedClient() implements Need {

    @Override
    public String text() {
      return "client_id (or auth_type, to let the account decide who you are)";
    }
  }

  /**
   * A program that is installed.
   *
   * @param name the name that is looked for along the search path
   */
  record Installed(String name) implements Need {
    /** Checks that the name is there. */
    public Installed {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public String text() {
      return "the program " + name + " on PATH";
    }
  }

  /**
   * A program of the profile that prints its tokens. It is no attribute, but a setting of whoever
   * uses this library.
   */
  record Command() implements Need {

    /** What the setting is called. */
    static final String SETTING = "credentials.command";

    @Override
    public String text() {
      return "the setting " + SETTING + " of the profile, a program that prints a token";
    }
  }

  /** Returns the needs of values, in their order. */
  static List<Need> values(Attribute... attributes) {
    return List.of(attributes).stream().<Need>map(Value::new).toList();
  }
}
