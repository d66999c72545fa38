package io.lakegate.gateway;

import io.lakegate.gateway.admission.AdmissionStage;
import io.lakegate.gateway.authorize.AuthorizeStage;
import io.lakegate.gateway.conversation.WholeBodyStage;
import io.lakegate.gateway.exchange.StageChain;
import io.lakegate.gateway.forward.ForwardStage;
import io.lakegate.gateway.policy.PolicyStage;
import io.lakegate.gateway.retry.RetryStage;
import java.util.List;

/**
 * The part of the way that every request to the origin passes, whoever makes it.
 *
 * @param policy allows or denies
 * @param retry makes attempts until one counts
 * @param whole reads the body of an answer to a request of our own
 * @param admission waits for a permit
 * @param authorize adds credentials
 * @param forward sends to the origin
 */
record OriginStages(
    PolicyStage policy,
    RetryStage retry,
    WholeBodyStage whole,
    AdmissionStage admission,
    AuthorizeStage authorize,
    ForwardStage forward) {

  /** The way of a request of our own. */
  StageChain chain() {
    return new StageChain(List.of(policy, retry, whole, admission, authorize, forward));
  }
}
