package io.lakegate.gateway;

import io.lakegate.gateway.exchange.StageChain;
import io.lakegate.gateway.guard.GuardStage;
import io.lakegate.gateway.observe.ObserveStage;
import io.lakegate.gateway.problem.ProblemStage;
import io.lakegate.gateway.route.RouteStage;
import java.util.List;

/**
 * The way of one exchange. Every answer passes these stages in reverse.
 *
 * <p>Problem is outside everything that can fail, and is where a failure becomes an answer.
 * Admission and Authorize are inside Retry, so that each attempt takes a permit of its own and can
 * have a fresh token. Features that make requests of their own enter at Policy: they pass {@link
 * OriginStages} alone.
 *
 * @param observe logs, counts, and adds what every answer tells
 * @param problem turns failures into answers
 * @param guard refuses what no gateway forwards
 * @param route chooses the profile and the way
 * @param origin policy, retry, admission, authorize and forward
 */
record Pipeline(
    ObserveStage observe,
    ProblemStage problem,
    GuardStage guard,
    RouteStage route,
    OriginStages origin) {

  StageChain chain() {
    return new StageChain(
        List.of(
            observe, //
            problem, //
            guard, //
            route, //
            origin.policy(), //
            origin.retry(), //
            origin.admission(), //
            origin.authorize(), //
            origin.forward()));
  }
}
