package io.lakegate.sdk.oauth;

import io.lakegate.sdk.config.TextFiles;
import io.lakegate.sdk.error.CredentialException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An identity token that something else puts into a variable or a file, and replaces before it
 * ends; so it is read each time.
 */
public final class StoredIdToken implements IdTokenSource {

  private final String place;
  private final boolean replaceable;
  private final Supplier<Optional<String>> content;

  private StoredIdToken(String place, boolean replaceable, Supplier<Optional<String>> content) {
    this.place = place;
    this.replaceable = replaceable;
    this.content = content;
  }

  /**
   * Makes the source that reads a variable of this process, which nobody outside can set.
   *
   * @param name the variable's name
   * @param variables reads variables; empty where one is not set
   */
  public static StoredIdToken inVariable(
      String name, Function<String, Optional<String>> variables) {
    Objects.requireNonNull(variables, "variables");
    return new StoredIdToken("the variable " + name, false, () -> variables.apply(name));
  }

  /**
   * Makes the source that reads a file.
   *
   * @param path the file
   * @param files reads files
   */
  public static StoredIdToken inFile(String path, TextFiles files) {
    Objects.requireNonNull(files, "files");
    return new StoredIdToken("the file " + path, true, () -> files.read(path));
  }

  /** The line break that ends a file is no part of the token. */
  @Override
  public String fetch(Supplier<String> audience) {
    String token;
    try {
      token = content.get().map(String::strip).orElse("");
    } catch (UncheckedIOException e) {
      throw new CredentialException(
          place + " cannot be read; it has to be open to this program's user",
          false,
          Optional.empty(),
          e);
    }
    if (token.isEmpty()) {
      throw failure(place + " holds no identity token");
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw failure(place + " holds more than an identity token, or something else");
    }
    return token;
  }

  private CredentialException failure(String text) {
    return new CredentialException(
        text + "; whatever writes it there has to renew it", !replaceable, Optional.empty());
  }
}
