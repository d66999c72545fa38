package io.lakegate.gateway.problem;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginErrorException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Stage;
import io.vertx.core.Future;

/** The only place where a failure becomes an answer. */
public final class ProblemStage implements Stage {

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    return next.proceed(exchange)
        .recover(
            failure -> {
              if (failure instanceof OriginErrorException error) {
                exchange.trace().problem(error.reason());
                return Future.succeededFuture(ProblemMapper.answer(error));
              }
              GatewayException problem = ProblemMapper.problem(failure);
              exchange.trace().problem(problem.code().name());
              return Future.succeededFuture(ProblemMapper.answer(problem));
            });
  }
}
