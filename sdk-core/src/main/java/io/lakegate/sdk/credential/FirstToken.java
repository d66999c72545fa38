package io.lakegate.sdk.credential;

import io.lakegate.sdk.oauth.TokenSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out whether a program that is merely found on the machine gives a token at all, on which
 * the choice of a type depends. It is not run where a token is held already.
 */
final class FirstToken {

  private FirstToken() {}

  /**
   * Keeps the token that the program gives, so that it need not be run again for the first request.
   *
   * @return why the type cannot be chosen; empty if there is a token
   */
  static Optional<Outcome> kept(TokenSource tokens, Supplier<ProgramReply> program) {
    return tried(
        tokens,
        () -> {
          ProgramReply reply = program.get();
          if (reply instanceof ProgramReply.Given given) {
            tokens.keep(given.token());
          }
          return reply;
        });
  }

  /**
   * Drops the token that the program gives.
   *
   * @return why the type cannot be chosen; empty if there is a token
   */
  static Optional<Outcome> tried(TokenSource tokens, Supplier<ProgramReply> program) {
    if (tokens.ready().isPresent()) {
      return Optional.empty();
    }
    return switch (program.get()) {
      case ProgramReply.Given _ -> Optional.empty();
      case ProgramReply.Refused refused -> Optional.of(refused.outcome());
    };
  }
}
