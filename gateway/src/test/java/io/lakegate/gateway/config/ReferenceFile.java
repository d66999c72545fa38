package io.lakegate.gateway.config;

/** Writes the reference configuration from the table of keys: what {@code config/} must hold. */
final class ReferenceFile {

  private static final String HEAD =
      """
      # yaml-language-server: $schema=lakegate.schema.json
      #
      # Every setting of Lakegate with its default. Loading this file changes nothing.
      #
      # Flags are stronger than LAKEGATE_* variables, and those than this file:
      #   limits.queue-size   --limits-queue-size   LAKEGATE_LIMITS_QUEUE_SIZE
      # A value may be ${env:NAME} or ${file:/path}; $${ stands for a plain ${.
      # Databricks' own settings keep their own names (DATABRICKS_*, ARM_*, .databrickscfg).
      """;

  private static final String SECTIONS =
      """

      # Further addresses, each for exactly one profile, by a name of your choice. The ready line
      # ends with where they are: listen.finance=http://127.0.0.1:8490
      #   listeners:
      #     finance:
      #       listen: 127.0.0.1:8490
      #       profile: finance-prod
      listeners: {}

      # Profiles besides .databrickscfg: Databricks attributes, and numbers of their own.
      # Per profile may be set, besides the attributes of .databrickscfg:
      # NUMBERS.
      #   profiles:
      #     finance-prod:
      #       host: https://finance.cloud.databricks.com
      #       client_id: 1b2c3d
      #       client_secret: ${file:/run/secrets/finance}
      #       requests-per-second: 30
      #     broker:
      #       host: https://other.cloud.databricks.com
      #       auth_type: command
      #       # Prints {"access_token": "…", "expires_on": 1767225600}; run without a shell.
      #       credentials:
      #         command: [/usr/local/bin/databricks-token, --audience, prod]
      profiles: {}
      """;

  private ReferenceFile() {}

  static String text() {
    var text = new StringBuilder(HEAD);
    var group = "";
    for (var key : ConfigKey.all()) {
      var dot = key.name().indexOf('.');
      var own = dot < 0 ? "" : key.name().substring(0, dot);
      text.append(dot >= 0 && own.equals(group) ? "" : "\n");
      if (!own.isEmpty() && !own.equals(group)) {
        text.append(own).append(":\n");
      }
      group = own;
      entry(text, key, own.isEmpty() ? "" : "  ");
    }
    var perProfile =
        ConfigKey.all().stream().filter(ConfigKey::isPerProfile).map(ConfigKey::leaf).toList();
    return text.append(
            SECTIONS.replace(
                "NUMBERS", String.join(", ", perProfile).replace(" retry", "\n# retry")))
        .toString();
  }

  private static void entry(StringBuilder text, ConfigKey<?> key, String indent) {
    text.append(indent).append("# ").append(key.why()).append('\n');
    text.append(indent).append(key.leaf()).append(':');
    if (!key.isList()) {
      text.append(' ').append(key.defaultText()).append('\n');
    } else if (key.defaultText().isEmpty()) {
      text.append(" []\n");
    } else {
      text.append('\n');
      for (var item : key.defaultText().split(",", -1)) {
        text.append(indent).append("  - ").append(item).append('\n');
      }
    }
  }
}
