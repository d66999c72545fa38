package io.lakegate.gateway.exchange;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of stages that is run for each exchange and enforces the contract of {@link
 * Stage}, naming the stage that breaks it.
 *
 * <p><b>Threading:</b> immutable; every run keeps its own state on the exchange's event loop.
 */
public final class StageChain {

  private final List<Stage> stages;

  /** Creates a chain that runs the stages in the order given. */
  public StageChain(List<? extends Stage> stages) {
    this.stages = List.copyOf(stages);
  }

  /**
   * Runs an exchange through all stages. Never throws: whatever a stage throws becomes a failed
   * future.
   */
  public Future<OriginResponse> run(Exchange exchange) {
    return runFrom(0, exchange);
  }

  private Future<OriginResponse> runFrom(int index, Exchange exchange) {
    if (index == stages.size()) {
      return Future.failedFuture(
          new IllegalStateException(
              "stage " + stages.get(index - 1).name() + " is the last and called next"));
    }
    Stage stage = stages.get(index);
    Link next = new Link(stage, index + 1);
    Future<OriginResponse> result;
    try {
      result = stage.handle(exchange, next);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
    return next.checked(result);
  }

  /** One stage's view of the rest of the chain, during one run. */
  private final class Link implements Stage.Next {

    private final Stage stage;
    private final int nextIndex;
    private @Nullable Future<OriginResponse> inner;

    Link(Stage stage, int nextIndex) {
      this.stage = stage;
      this.nextIndex = nextIndex;
    }

    @Override
    public Future<OriginResponse> proceed(Exchange exchange) {
      Future<OriginResponse> previous = inner;
      if (previous != null && !stage.repeats()) {
        return Future.failedFuture(broken("called next twice"));
      }
      if (previous != null && !previous.isComplete()) {
        return Future.failedFuture(broken("called next while its previous call was under way"));
      }
      Future<OriginResponse> called = runFrom(nextIndex, exchange);
      inner = called;
      return called;
    }

    @SuppressWarnings("ReferenceEquality")
    Future<OriginResponse> checked(@Nullable Future<OriginResponse> result) {
      if (result == null) {
        return Future.failedFuture(broken("returned null"));
      }
      // A stage that hands on the very future of its call can neither lose nor outrun it.
      if (result == inner || result.failed()) {
        return result;
      }
      return result.isComplete() ? answered(result) : result.compose(_ -> answered(result));
    }

    private Future<OriginResponse> answered(Future<OriginResponse> result) {
      if (outran()) {
        return Future.failedFuture(broken("answered before its call to next completed"));
      }
      return result.result() == null ? Future.failedFuture(broken("answered null")) : result;
    }

    private boolean outran() {
      Future<OriginResponse> called = inner;
      return called != null && !called.isComplete();
    }

    private IllegalStateException broken(String what) {
      return new IllegalStateException("stage " + stage.name() + " " + what);
    }
  }
}
