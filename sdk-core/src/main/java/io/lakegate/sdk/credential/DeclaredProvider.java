package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.ResolvedConfig;
import java.util.List;

/**
 * An authentication type that is known by what it needs, and whose tokens this version cannot
 * obtain yet.
 */
record DeclaredProvider(String authType, Standing standing, List<Need> needs)
    implements CredentialProvider {

  DeclaredProvider {
    needs = List.copyOf(needs);
  }

  static DeclaredProvider configured(String authType, Need... needs) {
    return new DeclaredProvider(authType, Standing.CONFIGURED, List.of(needs));
  }

  static DeclaredProvider byName(String authType, Need... needs) {
    return new DeclaredProvider(authType, Standing.BY_NAME, List.of(needs));
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    return new Outcome.Pending();
  }
}
